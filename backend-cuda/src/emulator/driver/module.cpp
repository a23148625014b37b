#include "module.h"

#include <dlfcn.h>

#include <chrono>
#include <cstring>
#include <thread>
#include <unordered_set>

#include "../nvrtc/compile.h"
#include "block.h"
#include "context.h"
#include "handles.h"
#include "launch.h"
#include "ptx.h"
#include "stream.h"

namespace emulator {
namespace {

Handles<Module> modules(Counter::MODULES);
std::unordered_set<Function*> functions;

/// The shared object stays loaded: the next module of the same source finds it there.
CUresult open(const Unit& unit, const EmuModule** result) {
    std::string log, path = shared_object(unit, log);
    if (path.empty()) return fail(CUDA_ERROR_INVALID_IMAGE, "image does not compile: " + log);
    void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    void* symbol = library ? dlsym(library, unit.symbol().c_str()) : nullptr;
    if (!symbol) return fail(CUDA_ERROR_INVALID_IMAGE, format("image does not load: %s", dlerror()));
    *result = static_cast<const EmuModule*>(symbol);
    *(*result)->thread = &here;
    *(*result)->host = &host_calls;
    return CUDA_SUCCESS;
}

/// To other threads this is a driver that compiles for long; in the end it gives up, so that a test that waits can fail.
void wait_while_held() {
    if (!get(Setting::HOLD_LOADS)) return;
    count(Counter::HELD_LOADS);
    for (int i = 0; i < 60000 && get(Setting::HOLD_LOADS); i++) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    count(Counter::HELD_LOADS, -1);
}

}  // namespace

bool is_function(Function* handle) { return functions.count(handle) != 0; }

unsigned most_threads(const Function& f) {
    return f.kernel->most_threads ? static_cast<unsigned>(f.kernel->most_threads) : MOST_THREADS;
}

/// Which kernel uses which variables is known only where there is one; SHARED_SLACK of the section may be padding.
size_t Function::static_shared() const {
    size_t all = module->shared_section();
    return module->code->kernel_count == 1 && all > SHARED_SLACK ? all - SHARED_SLACK : 0;
}

size_t Function::dynamic_shared_limit() const {
    return dynamic_shared_asked >= 0 ? static_cast<size_t>(dynamic_shared_asked) : MOST_SHARED_UNASKED - static_shared();
}

Module::~Module() {
    for (const auto& f : handles) functions.erase(f.get());
}

}  // namespace emulator

using namespace emulator;

EMU_EXPORT CUresult cuModuleLoadData(Module** result, const void* image) {
    Unit unit;
    std::string log;
    const char* text = static_cast<const char*>(image);
    if (!Unit::from_image(text, unit) && !unit_of_ptx(text, unit, log)) return fail(CUDA_ERROR_INVALID_IMAGE, log);
    const EmuModule* code = nullptr;
    // Compiling may take long; other threads need not wait for it.
    if (CUresult r = in_context([](Context&) { return CUDA_SUCCESS; })) return r;
    wait_while_held();
    if (CUresult r = open(unit, &code)) return r;
    return in_context([&](Context&) {
        if (fails_now(Setting::FAIL_ALLOCATION) || fails_from_now(Setting::FAIL_ALLOCATIONS))
            return fail(CUDA_ERROR_OUT_OF_MEMORY, "injected: no memory for a module");
        *result = modules.add(new Module);
        (*result)->code = code;
        return CUDA_SUCCESS;
    });
}
EMU_EXPORT CUresult cuModuleLoadDataEx(Module** result, const void* image, unsigned, int*, void**) {
    return cuModuleLoadData(result, image);
}
EMU_EXPORT CUresult cuModuleLoadFatBinary(Module** result, const void* image) { return cuModuleLoadData(result, image); }
EMU_EXPORT CUresult cuModuleUnload(Module* m) {
    return in_context([&](Context& c) {
        if (!modules.has(m)) return CUDA_ERROR_INVALID_HANDLE;
        CUresult r = synchronize(c);
        modules.remove(m);
        return r;
    });
}
EMU_EXPORT CUresult cuModuleGetFunction(Function** result, Module* m, const char* name) {
    return in_context([&](Context&) {
        if (!modules.has(m)) return CUDA_ERROR_INVALID_HANDLE;
        for (int i = 0; i < m->code->kernel_count; i++) {
            const EmuKernel& k = m->code->kernels[i];
            if (std::strcmp(k.name, name)) continue;
            std::unique_ptr<Function> f(new Function{m, &k});
            if (f->static_shared() > MOST_SHARED_UNASKED)
                return fail(CUDA_ERROR_INVALID_IMAGE, format("kernel %s: more than %zu bytes of static shared memory", name,
                                                             MOST_SHARED_UNASKED));
            m->handles.push_back(std::move(f));
            *result = m->handles.back().get();
            functions.insert(*result);
            return CUDA_SUCCESS;
        }
        return fail(CUDA_ERROR_NOT_FOUND, format("no kernel %s in the module", name));
    });
}

namespace {
enum FunctionAttribute {
    MAX_THREADS_PER_BLOCK,
    SHARED_SIZE_BYTES,
    CONST_SIZE_BYTES,
    LOCAL_SIZE_BYTES,
    NUM_REGS,
    PTX_VERSION,
    BINARY_VERSION,
    CACHE_MODE_CA,
    MAX_DYNAMIC_SHARED_SIZE_BYTES
};
}  // namespace

EMU_EXPORT CUresult cuFuncGetAttribute(int* value, int attribute, Function* f) {
    return in_context([&](Context&) {
        if (!is_function(f)) return CUDA_ERROR_INVALID_HANDLE;
        switch (attribute) {
            case MAX_THREADS_PER_BLOCK: *value = static_cast<int>(most_threads(*f)); break;
            case SHARED_SIZE_BYTES: *value = static_cast<int>(f->static_shared()); break;
            case NUM_REGS: *value = 32; break;
            case PTX_VERSION: *value = 90; break;
            case BINARY_VERSION: *value = 90; break;
            case MAX_DYNAMIC_SHARED_SIZE_BYTES: *value = static_cast<int>(f->dynamic_shared_limit()); break;
            default: *value = 0;
        }
        return CUDA_SUCCESS;
    });
}
EMU_EXPORT CUresult cuFuncSetAttribute(Function* f, int attribute, int value) {
    return in_context([&](Context&) {
        if (!is_function(f)) return CUDA_ERROR_INVALID_HANDLE;
        if (attribute != MAX_DYNAMIC_SHARED_SIZE_BYTES) return CUDA_SUCCESS;
        if (value < 0 || static_cast<size_t>(value) + f->static_shared() > MOST_SHARED) return CUDA_ERROR_INVALID_VALUE;
        f->dynamic_shared_asked = value;
        return CUDA_SUCCESS;
    });
}
EMU_EXPORT CUresult cuFuncSetCacheConfig(Function*, int) { return CUDA_SUCCESS; }
EMU_EXPORT CUresult cuFuncGetModule(Module** result, Function* f) {
    return in_context([&](Context&) { return is_function(f) ? (*result = f->module, CUDA_SUCCESS) : CUDA_ERROR_INVALID_HANDLE; });
}
