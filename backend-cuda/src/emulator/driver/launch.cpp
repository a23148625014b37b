#include "launch.h"

#include <sys/mman.h>

#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstring>

#include "block.h"
#include "faults.h"
#include "memory.h"
#include "schedule.h"
#include "settings.h"
#include "stream.h"

namespace emulator {
namespace {

constexpr size_t GUARD = 4096;

struct Launch {
    const Module* module;
    const EmuKernel* kernel;
    EmuDim grid, block;
    size_t shared;
    std::vector<char> arguments;  // packed, each at its alignment: as the device sees them

    CUresult run();
};

/// Where each argument lies in the packed block.
std::vector<size_t> offsets(const EmuKernel& kernel, size_t* total) {
    std::vector<size_t> result;
    size_t at = 0;
    for (int i = 0; i < kernel.parameter_count; i++) {
        size_t alignment = kernel.parameters[i].alignment;
        at = (at + alignment - 1) / alignment * alignment;
        result.push_back(at);
        at += kernel.parameters[i].size;
    }
    *total = at;
    return result;
}

/// Where dynamic shared memory ends: at a page that cannot be touched.
char* dynamic_shared_end() {
    static char* end = [] {
        size_t room = (MOST_SHARED + SHARED_SLACK + GUARD - 1) / GUARD * GUARD;
        char* p = static_cast<char*>(mmap(nullptr, room + GUARD, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
        mprotect(p + room, GUARD, PROT_NONE);
        return p + room;
    }();
    return end;
}

struct Run {
    Launch* launch;
    void** arguments;
    CUresult result;
};

void run_grid(void* data) {
    static Schedule schedule;
    Run& run = *static_cast<Run*>(data);
    const Launch& l = *run.launch;
    uint64_t blocks = uint64_t{l.grid.x} * l.grid.y * l.grid.z;
    bool poison = get(Setting::POISON);
    size_t static_shared = l.module->shared_section();
    block.shape(l.block);
    schedule.begin(blocks, block.size());
    here.block_size = l.block;
    here.grid_size = l.grid;
    here.dynamic_shared_end = dynamic_shared_end();
    here.dynamic_shared_bytes = l.shared;
    for (uint64_t i = 0; i < blocks && run.result == CUDA_SUCCESS; i++) {
        uint64_t b = schedule.block(i);
        here.block = {static_cast<unsigned>(b % l.grid.x), static_cast<unsigned>(b / l.grid.x % l.grid.y),
                      static_cast<unsigned>(b / l.grid.x / l.grid.y)};
        if (poison) {
            std::memset(l.module->code->shared_begin, 0xff, static_shared);
            std::memset(here.dynamic_shared_end - l.shared - SHARED_SLACK, 0xff, l.shared + SHARED_SLACK);
        }
        run.result = block.run(*l.kernel, run.arguments, schedule.threads());
    }
}

std::string describe(const Launch& l, const void* address) {
    const char *p = static_cast<const char*>(address), *end = dynamic_shared_end();
    if (p >= l.module->code->shared_begin && p < l.module->code->shared_end) return format("%p, in static shared memory", address);
    if (p >= end) {
        size_t beyond = static_cast<size_t>(p - end);
        if (beyond < GUARD) return format("%p, %zu bytes past the end of dynamic shared memory", address, beyond);
    } else if (l.shared && p >= end - l.shared - SHARED_SLACK) {
        return format("%p, in dynamic shared memory", address);
    }
    return memory.describe(address);
}

CUresult explain(const Launch& l, const Fault& fault) {
    std::string where = format(" in kernel %s, block (%u,%u,%u), thread (%u,%u,%u)", l.kernel->name, here.block.x,
                               here.block.y, here.block.z, here.thread.x, here.thread.y, here.thread.z);
    if (fault.code && fault.address) return fail(fault.code, fault.reason + ": " + describe(l, fault.address) + where);
    if (fault.code) return fail(fault.code, fault.reason + where);
    if (fault.signal == SIGFPE) return fail(CUDA_ERROR_LAUNCH_FAILED, "integer division by zero" + where);
    if (Fiber::overflowed(fault.address)) return fail(CUDA_ERROR_LAUNCH_FAILED, "stack overflow" + where);
    return fail(CUDA_ERROR_ILLEGAL_ADDRESS, "illegal memory access: " + describe(l, fault.address) + where);
}

CUresult Launch::run() {
    size_t total = 0;
    std::vector<size_t> at = offsets(*kernel, &total);
    std::vector<void*> pointers;
    for (size_t i = 0; i < at.size(); i++) {
        pointers.push_back(&arguments[at[i]]);
        if (!kernel->parameters[i].is_pointer) continue;
        void* p = *static_cast<void**>(pointers.back());
        if (p && !memory.was_mine(p))
            return fail(CUDA_ERROR_ILLEGAL_ADDRESS, format("kernel %s: argument %zu is a pointer to host memory (%p)",
                                                           kernel->name, i, p));
    }
    Run run{this, pointers.data(), CUDA_SUCCESS};
    Fault fault = guarded(run_grid, &run);
    if (!fault.happened && run.result == CUDA_SUCCESS) return CUDA_SUCCESS;
    CUresult result = fault.happened ? explain(*this, fault) : run.result;
    emulator::block.abandon();
    return result;
}

/// Copies the arguments, given as a table of pointers or as one packed block.
CUresult take_arguments(const EmuKernel& kernel, void** table, void** extra, std::vector<char>& packed) {
    enum : uintptr_t { END, BUFFER_POINTER, BUFFER_SIZE };
    size_t total = 0;
    std::vector<size_t> at = offsets(kernel, &total);
    packed.resize(total);
    if (total == 0) return CUDA_SUCCESS;
    if (table) {
        for (size_t i = 0; i < at.size(); i++) std::memcpy(&packed[at[i]], table[i], kernel.parameters[i].size);
        return CUDA_SUCCESS;
    }
    if (!extra) return CUDA_ERROR_INVALID_VALUE;
    const void* buffer = nullptr;
    size_t size = 0;
    for (; reinterpret_cast<uintptr_t>(*extra) != END; extra += 2) {
        if (reinterpret_cast<uintptr_t>(*extra) == BUFFER_POINTER) buffer = extra[1];
        if (reinterpret_cast<uintptr_t>(*extra) == BUFFER_SIZE) size = *static_cast<size_t*>(extra[1]);
    }
    if (!buffer || size < total)
        return fail(CUDA_ERROR_INVALID_VALUE, format("kernel %s wants %zu bytes of arguments, got %zu", kernel.name, total, size));
    std::memcpy(packed.data(), buffer, total);
    return CUDA_SUCCESS;
}

int block_barrier(int line, int predicate, int* present) { return block.wait_for_block(line, predicate, present); }
void warp_operation(unsigned lanes, EmuWarpOperation operation, void* operand) {
    block.wait_for_warp(lanes, operation, operand);
}
unsigned active_lanes() { return block.live_lanes(); }
int print(const char* pattern, ...) {
    va_list arguments;
    va_start(arguments, pattern);
    int n = std::vprintf(pattern, arguments);
    va_end(arguments);
    std::fflush(stdout);
    return n;
}
void stop(const char* reason) { trap(CUDA_ERROR_ASSERT, reason); }
void misaligned(const void* address, unsigned alignment, const char* file, unsigned line) {
    const char* slash = std::strrchr(file, '/');
    trap(CUDA_ERROR_MISALIGNED_ADDRESS,
         format("misaligned memory access (%s, line %u) to no multiple of %u", slash ? slash + 1 : file, line, alignment),
         address);
}

}  // namespace

const EmuHost host_calls = {block_barrier, warp_operation, active_lanes, print, stop, misaligned};

}  // namespace emulator

using namespace emulator;

EMU_EXPORT CUresult cuLaunchKernel(Function* f, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by,
                                   unsigned bz, unsigned shared, Stream* handle, void** table, void** extra) {
    return in_context([&](Context& c) {
        Stream* stream = stream_of(c, handle);
        if (!stream || !is_function(f)) return CUDA_ERROR_INVALID_HANDLE;
        const char* name = f->kernel->name;
        uint64_t threads = uint64_t{bx} * by * bz;
        if (!gx || !gy || !gz || gx > 2147483647u || gy > 65535 || gz > 65535)
            return fail(CUDA_ERROR_INVALID_VALUE, format("kernel %s: grid (%u,%u,%u)", name, gx, gy, gz));
        if (!threads || threads > MOST_THREADS || bz > 64)
            return fail(CUDA_ERROR_INVALID_VALUE, format("kernel %s: block (%u,%u,%u)", name, bx, by, bz));
        if (threads > most_threads(*f))
            return fail(CUDA_ERROR_INVALID_VALUE, format("kernel %s: %zu threads of a block, its __launch_bounds__ are %u",
                                                         name, size_t{threads}, most_threads(*f)));
        if (threads > ALWAYS_POSSIBLE && !f->kernel->most_threads)
            return fail(CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES,
                        format("kernel %s: %zu threads of a block without __launch_bounds__: compiled with 255 registers a "
                               "thread, as it might be, it would not start", name, size_t{threads}));
        if (shared > f->dynamic_shared_limit())
            return fail(CUDA_ERROR_INVALID_VALUE, format("kernel %s: %u bytes of dynamic shared memory, %zu allowed", name,
                                                         shared, f->dynamic_shared_limit()));
        Launch launch{f->module, f->kernel, {gx, gy, gz}, {bx, by, bz}, shared, {}};
        if (CUresult r = take_arguments(*f->kernel, table, extra, launch.arguments)) return r;
        if (!stream->capture) count(Counter::LAUNCHES);
        bool injected = fails_now(Setting::FAIL_LAUNCH);
        return submit(*stream, [launch, injected]() mutable {
            if (injected)
                return fail(CUDA_ERROR_LAUNCH_FAILED, format("injected: launch of kernel %s failed", launch.kernel->name));
            return launch.run();
        });
    });
}

/// As many blocks as threads and shared memory of a multiprocessor allow; registers are not modelled.
EMU_EXPORT CUresult cuOccupancyMaxActiveBlocksPerMultiprocessor(int* blocks, Function* f, int threads, size_t shared) {
    return in_context([&](Context&) {
        if (!is_function(f)) return CUDA_ERROR_INVALID_HANDLE;
        if (threads <= 0) return CUDA_ERROR_INVALID_VALUE;
        size_t need = shared + f->static_shared() + 1024;
        *blocks = threads > static_cast<int>(most_threads(*f)) ? 0 : 2048 / ((threads + 31) / 32 * 32);
        if (*blocks > 32) *blocks = 32;
        if (*blocks > static_cast<int>((228u << 10) / need)) *blocks = static_cast<int>((228u << 10) / need);
        return CUDA_SUCCESS;
    });
}
EMU_EXPORT CUresult cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(int* blocks, Function* f, int threads,
                                                                         size_t shared, unsigned) {
    return cuOccupancyMaxActiveBlocksPerMultiprocessor(blocks, f, threads, shared);
}
EMU_EXPORT CUresult cuOccupancyMaxPotentialBlockSize(int* grid, int* block_size, Function* f, size_t (*)(int), size_t, int limit) {
    return in_context([&](Context&) {
        if (!is_function(f)) return CUDA_ERROR_INVALID_HANDLE;
        *block_size = limit > 0 && limit < 256 ? limit : 256;
        *grid = 32;
        return CUDA_SUCCESS;
    });
}
