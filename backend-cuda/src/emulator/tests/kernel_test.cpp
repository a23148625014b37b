// Barriers, warps, schedules, atomics, arguments; each under all three schedules where the order matters.
#include "harness.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

using emulator::Setting;

namespace {
void under_all_schedules(const std::function<void()>& body) {
    for (int schedule = 0; schedule < 3; schedule++) {
        turn(Setting::SCHEDULE, schedule);
        body();
    }
}

std::vector<int> counting(int n) {
    std::vector<int> v(static_cast<size_t>(n));
    std::iota(v.begin(), v.end(), 0);
    return v;
}
}  // namespace

TEST(threads_of_a_block_meet_at_barriers) {
    Kernel k(R"(extern "C" __global__ void reverse(int* p) {
        __shared__ int s[256];
        for (int round = 0; round < 3; round++) {
            s[threadIdx.x] = p[threadIdx.x];
            __syncthreads();
            p[threadIdx.x] = s[blockDim.x - 1 - threadIdx.x];
            __syncthreads();
        }
    })", "reverse");
    under_all_schedules([&] {
        Array<int> a(counting(256));
        CHECK_EQUAL(k.launch(1, 256, {a.argument()}), CUDA_SUCCESS);
        std::vector<int> v = a.values();
        for (int i = 0; i < 256; i++) CHECK_EQUAL(v[static_cast<size_t>(i)], 255 - i);
    });
}

TEST(a_missing_barrier_shows_under_some_schedule) {
    Kernel k(R"(extern "C" __global__ void racy(int* p) {
        extern __shared__ int s[];
        s[threadIdx.x] = p[threadIdx.x];
        p[threadIdx.x] = s[blockDim.x - 1 - threadIdx.x];
    })", "racy");
    bool wrong = false;
    under_all_schedules([&] {
        Array<int> a(counting(64));
        CHECK_EQUAL(k.launch(1, 64, {a.argument()}, 256), CUDA_SUCCESS);
        std::vector<int> v = a.values();
        for (int i = 0; i < 64; i++) wrong |= v[static_cast<size_t>(i)] != 63 - i;
    });
    CHECK(wrong);
}

TEST(blocks_come_in_the_order_of_the_schedule) {
    Kernel k(R"(extern "C" __global__ void order(int* next, int* p) { if (threadIdx.x == 0) p[blockIdx.x] = next[0]++; })", "order");
    std::vector<std::vector<int>> seen;
    under_all_schedules([&] {
        Array<int> next(std::vector<int>{0}), p(100);
        CHECK_EQUAL(k.launch(100, 32, {next.argument(), p.argument()}), CUDA_SUCCESS);
        seen.push_back(p.values());
        std::vector<int> sorted = seen.back();
        std::sort(sorted.begin(), sorted.end());
        CHECK(sorted == counting(100));
    });
    CHECK(seen[0] == counting(100));
    CHECK_EQUAL(seen[1][0], 99);
    CHECK(seen[2] != seen[0] && seen[2] != seen[1]);
}

TEST(shared_memory_is_poisoned_before_each_block) {
    Kernel k(R"(extern "C" __global__ void peek(int* p) {
        __shared__ int s[32];
        extern __shared__ int d[];
        p[blockIdx.x * 2] = s[threadIdx.x];
        p[blockIdx.x * 2 + 1] = d[threadIdx.x];
        s[threadIdx.x] = 7;
        d[threadIdx.x] = 8;
    })", "peek");
    Array<int> p(6);
    CHECK_EQUAL(k.launch(3, 1, {p.argument()}, 4), CUDA_SUCCESS);
    for (int v : p.values()) CHECK_EQUAL(v, -1);
}

TEST(shared_memory_of_templates_is_poisoned_too) {
    Kernel k(R"(template <class T> __device__ T* place() { __shared__ T s[32]; return s; }
    extern "C" __global__ void peek(int* p) {
        p[blockIdx.x * 2] = *place<int>();
        p[blockIdx.x * 2 + 1] = *place<short>();
        place<int>()[threadIdx.x] = 7;
        place<short>()[threadIdx.x] = 8;
    })", "peek");
    Array<int> p(6);
    CHECK_EQUAL(k.launch(3, 1, {p.argument()}), CUDA_SUCCESS);
    for (int v : p.values()) CHECK_EQUAL(v, -1);
}

TEST(dynamic_shared_memory_ends_at_a_guard) {
    Kernel k(R"(extern "C" __global__ void touch(int i) { extern __shared__ int d[]; d[i] = 1; })", "touch");
    int last = 63, beyond = 64;
    CHECK_EQUAL(k.launch(1, 1, {&last}, 256), CUDA_SUCCESS);
    CHECK_EQUAL(k.launch(1, 1, {&beyond}, 256), CUDA_ERROR_ILLEGAL_ADDRESS);
}

TEST(more_shared_memory_must_be_asked_for) {
    Kernel k(R"(extern "C" __global__ void none() {})", "none");
    CHECK_EQUAL(k.launch(1, 1, {}, 48 << 10), CUDA_SUCCESS);
    CHECK_EQUAL(k.launch(1, 1, {}, (48 << 10) + 4), CUDA_ERROR_INVALID_VALUE);
    CHECK_EQUAL(cuFuncSetAttribute(k.function(), 8, 100 << 10), CUDA_SUCCESS);
    CHECK_EQUAL(k.launch(1, 1, {}, 100 << 10), CUDA_SUCCESS);
    CHECK_EQUAL(cuFuncSetAttribute(k.function(), 8, (227 << 10) + 4), CUDA_ERROR_INVALID_VALUE);
}

TEST(static_and_dynamic_shared_memory_count_together) {
    Kernel k(R"(extern "C" __global__ void both(float* p) { __shared__ float s[10 << 10]; s[threadIdx.x] = p[0]; p[0] = s[0]; })", "both");
    Array<float> p(std::vector<float>{1});
    CHECK_EQUAL(k.launch(1, 1, {p.argument()}, 8 << 10), CUDA_SUCCESS);
    CHECK_EQUAL(k.launch(1, 1, {p.argument()}, 9 << 10), CUDA_ERROR_INVALID_VALUE);
    CHECK(story(CUDA_ERROR_INVALID_VALUE).find("kernel both: 9216 bytes of dynamic shared memory") != std::string::npos);
    CHECK_EQUAL(cuFuncSetAttribute(k.function(), 8, 187 << 10), CUDA_SUCCESS);
    CHECK_EQUAL(k.launch(1, 1, {p.argument()}, 187 << 10), CUDA_SUCCESS);
    CHECK_EQUAL(cuFuncSetAttribute(k.function(), 8, 188 << 10), CUDA_ERROR_INVALID_VALUE);
}

TEST(static_shared_memory_has_a_limit) {
    for (int floats : {12 << 10, 13 << 10}) {
        std::string image, n = std::to_string(floats);
        compile("extern \"C\" __global__ void k(float* p) { __shared__ float s[" + n + "]; s[1] = p[0]; p[1] = s[1]; }", &image);
        void *module = nullptr, *function = nullptr;
        CHECK_EQUAL(cuModuleLoadData(&module, image.c_str()), CUDA_SUCCESS);
        CHECK_EQUAL(cuModuleGetFunction(&function, module, "k"), floats == 12 << 10 ? CUDA_SUCCESS : CUDA_ERROR_INVALID_IMAGE);
    }
}

TEST(a_barrier_that_some_threads_miss_is_reported) {
    Kernel k(R"(extern "C" __global__ void divergent(int* p) {
        if (threadIdx.x < 7) __syncwarp();
        else __syncthreads();
        p[threadIdx.x] = 1;
    })", "divergent");
    under_all_schedules([&] {
        Array<int> p(32);
        CHECK_EQUAL(k.launch(1, 32, {p.argument()}), CUDA_ERROR_LAUNCH_FAILED);
        CHECK(story(CUDA_ERROR_LAUNCH_FAILED).find("25 wait at __syncthreads (line 3) and 7 at a warp operation") != std::string::npos);
        cuCtxSetLimit(emulator::RESET_COMMAND, 0);
    });
}

TEST(two_different_barriers_are_reported) {
    Kernel k("extern \"C\" __global__ void divergent() {\n if (threadIdx.x < 7)\n  __syncthreads();\n else\n  __syncthreads();\n}", "divergent");
    CHECK_EQUAL(k.launch(1, 32, {}), CUDA_ERROR_LAUNCH_FAILED);
    CHECK(story(CUDA_ERROR_LAUNCH_FAILED).find("line 3 and at line 5") != std::string::npos);
}

TEST(threads_that_have_ended_are_not_waited_for) {
    Kernel k(R"(extern "C" __global__ void early(int* p) {
        if (threadIdx.x >= 40) return;
        p[threadIdx.x] = __syncthreads_count(threadIdx.x % 2) + 100 * __syncthreads_and(1) + 1000 * __syncthreads_or(threadIdx.x == 3);
    })", "early");
    under_all_schedules([&] {
        Array<int> p(40);
        CHECK_EQUAL(k.launch(1, 64, {p.argument()}), CUDA_SUCCESS);
        for (int v : p.values()) CHECK_EQUAL(v, 1120);
    });
}

TEST(lanes_exchange_values) {
    Kernel k(R"(template <class T> __device__ T sum(T v) {
        for (int o = 16; o > 0; o >>= 1) v += __shfl_down_sync(0xffffffffu, v, o);
        return __shfl_sync(0xffffffffu, v, 0);
    }
    extern "C" __global__ void warps(double* p) {
        int lane = threadIdx.x & 31;
        double* q = p + threadIdx.x * 11;
        q[0] = sum((double)threadIdx.x);
        q[1] = sum(1.5f);
        q[2] = __shfl_up_sync(0xffffffffu, lane, 3);
        q[3] = __shfl_xor_sync(0xffffffffu, (long long)lane << 40, 5) >> 40;
        q[4] = __shfl_down_sync(0xffffffffu, lane, 2, 8);
        q[5] = __ballot_sync(0xffffffffu, lane % 3 == 0);
        q[6] = __any_sync(0xffffffffu, lane == 31);
        q[7] = __all_sync(0xffffffffu, lane < 31);
        q[8] = __popc(__match_any_sync(0xffffffffu, lane / 4));
        q[9] = __reduce_max_sync(0xffffffffu, threadIdx.x);
        q[10] = lane < 8 ? __shfl_sync(0xffu, lane, 7) : __shfl_sync(0xffffff00u, lane, 8);
    })", "warps");
    under_all_schedules([&] {
        Array<double> p(64 * 11);
        CHECK_EQUAL(k.launch(1, 64, {p.argument()}), CUDA_SUCCESS);
        std::vector<double> v = p.values();
        for (int t = 0; t < 64; t++) {
            const double* q = &v[static_cast<size_t>(t * 11)];
            int lane = t & 31;
            CHECK_EQUAL(q[0], t < 32 ? 496 : 1520);
            CHECK_EQUAL(q[1], 48);
            CHECK_EQUAL(q[2], lane < 3 ? lane : lane - 3);
            CHECK_EQUAL(q[3], lane ^ 5);
            CHECK_EQUAL(q[4], lane % 8 < 6 ? lane + 2 : lane);
            CHECK_EQUAL(q[5], 0x49249249u);
            CHECK_EQUAL(q[6], 1);
            CHECK_EQUAL(q[7], 0);
            CHECK_EQUAL(q[8], 4);
            CHECK_EQUAL(q[9], t < 32 ? 31 : 63);
            CHECK_EQUAL(q[10], lane < 8 ? 7 : 8);
        }
    });
}

TEST(a_lane_that_takes_no_part_gives_poison) {
    Kernel k(R"(extern "C" __global__ void partial(unsigned* p) {
        if (threadIdx.x < 4) p[threadIdx.x] = __shfl_sync(0xfu, threadIdx.x, 9);
    })", "partial");
    Array<uint32_t> p(4);
    CHECK_EQUAL(k.launch(1, 32, {p.argument()}), CUDA_SUCCESS);
    for (uint32_t v : p.values()) CHECK_EQUAL(v, 0xffffffffu);
}

TEST(a_lane_outside_its_own_mask_is_reported) {
    Kernel k(R"(extern "C" __global__ void outside() { __syncwarp(1u); })", "outside");
    CHECK_EQUAL(k.launch(1, 2, {}), CUDA_ERROR_LAUNCH_FAILED);
    CHECK(story(CUDA_ERROR_LAUNCH_FAILED).find("lane 1") != std::string::npos);
}

TEST(atomics_of_all_types) {
    Kernel k(R"(extern "C" __global__ void add(int* i, unsigned long long* l, float* f, double* d, unsigned short* s) {
        atomicAdd(i, 1);
        atomicAdd(l, 1ull << 40);
        atomicAdd(f, 0.5f);
        atomicAdd(d, 0.25);
        for (unsigned short old = *s, seen;; old = seen) if ((seen = atomicCAS(s, old, (unsigned short)(old + 1))) == old) break;
        atomicMax(i + 1, (int)threadIdx.x);
        atomicMin(l + 1, (unsigned long long)threadIdx.x);
        atomicExch(i + 2, 5);
    })", "add");
    Array<int> i(std::vector<int>{0, -1, 0});
    Array<unsigned long long> l(std::vector<unsigned long long>{0, 99});
    Array<float> f(std::vector<float>{0});
    Array<double> d(std::vector<double>{0});
    Array<uint16_t> s(std::vector<uint16_t>{0});
    CHECK_EQUAL(k.launch(2, 50, {i.argument(), l.argument(), f.argument(), d.argument(), s.argument()}), CUDA_SUCCESS);
    CHECK(i.values() == (std::vector<int>{100, 49, 5}));
    CHECK(l.values() == (std::vector<unsigned long long>{100ull << 40, 0}));
    CHECK_EQUAL(f.values()[0], 50.0f);
    CHECK_EQUAL(d.values()[0], 25.0);
    CHECK_EQUAL(s.values()[0], 100);
}

TEST(arguments_come_as_a_table_or_packed) {
    Kernel k(R"(struct Pair { float a; double b; };
    extern "C" __global__ void take(char c, double* out, Pair p, short s) { out[0] = c; out[1] = p.a; out[2] = p.b; out[3] = s; })", "take");
    struct Packed {
        char c;
        CUdeviceptr out;
        struct {
            float a;
            double b;
        } p;
        short s;
    };
    Array<double> out(4);
    Packed all{1, out.pointer, {2, 3}, 4};
    CHECK_EQUAL(k.launch(1, 1, {&all.c, &all.out, &all.p, &all.s}), CUDA_SUCCESS);
    CHECK(out.values() == (std::vector<double>{1, 2, 3, 4}));
    all.c = 9;
    size_t size = offsetof(Packed, s) + 2;
    void* extra[] = {reinterpret_cast<void*>(1), &all, reinterpret_cast<void*>(2), &size, nullptr};
    CHECK_EQUAL(cuLaunchKernel(k.function(), 1, 1, 1, 1, 1, 1, 0, nullptr, nullptr, extra), CUDA_SUCCESS);
    CHECK(out.values() == (std::vector<double>{9, 2, 3, 4}));
    size--;
    CHECK_EQUAL(cuLaunchKernel(k.function(), 1, 1, 1, 1, 1, 1, 0, nullptr, nullptr, extra), CUDA_ERROR_INVALID_VALUE);
}

TEST(faults_of_kernels_are_errors) {
    int zero = 0;
    Array<int> out(1);
    CHECK_EQUAL(Kernel(R"(extern "C" __global__ void divide(int* p, int z) { p[0] = p[0] / z; })", "divide").launch(1, 1, {out.argument(), &zero}), CUDA_ERROR_LAUNCH_FAILED);
    cuCtxSetLimit(emulator::RESET_COMMAND, 0);
    CHECK_EQUAL(Kernel(R"(__device__ int deep(volatile int* p, int n) { volatile int a[100]; a[n % 100] = n; return n ? deep(p, n - 1) + a[n % 100] : 0; }
        extern "C" __global__ void recurse(int* p) { p[0] = deep(p, 1 << 20); })", "recurse").launch(1, 1, {out.argument()}), CUDA_ERROR_LAUNCH_FAILED);
    CHECK(story(CUDA_ERROR_LAUNCH_FAILED).find("stack overflow") != std::string::npos);
    cuCtxSetLimit(emulator::RESET_COMMAND, 0);
    CHECK_EQUAL(Kernel(R"(extern "C" __global__ void insist(int z) { assert(z != 0); })", "insist").launch(1, 1, {&zero}), CUDA_ERROR_ASSERT);
    cuCtxSetLimit(emulator::RESET_COMMAND, 0);
    CHECK_EQUAL(Kernel(R"(extern "C" __global__ void fine(int* p) { p[0] = 5; })", "fine").launch(1, 1, {out.argument()}), CUDA_SUCCESS);
    CHECK_EQUAL(out.values()[0], 5);
}

TEST(the_second_launch_fails_when_told_so) {
    Kernel k(R"(extern "C" __global__ void none() {})", "none");
    turn(Setting::FAIL_LAUNCH, 2);
    CHECK_EQUAL(k.launch(1, 1, {}), CUDA_SUCCESS);
    CHECK_EQUAL(k.launch(1, 1, {}), CUDA_ERROR_LAUNCH_FAILED);
    CHECK_EQUAL(k.launch(1, 1, {}), CUDA_ERROR_LAUNCH_FAILED);  // the context is lost
}

TEST(launches_beyond_the_device_are_refused) {
    Kernel k(R"(extern "C" __global__ void none() {})", "none");
    auto grid = [&](unsigned x, unsigned y, unsigned z) {
        return cuLaunchKernel(k.function(), x, y, z, 1, 1, 1, 0, nullptr, nullptr, nullptr);
    };
    auto block = [&](unsigned x, unsigned y, unsigned z) {
        return cuLaunchKernel(k.function(), 1, 1, 1, x, y, z, 0, nullptr, nullptr, nullptr);
    };
    CHECK_EQUAL(grid(0, 1, 1), CUDA_ERROR_INVALID_VALUE);
    CHECK_EQUAL(grid(1u << 31, 1, 1), CUDA_ERROR_INVALID_VALUE);
    CHECK_EQUAL(grid(1, 65536, 1), CUDA_ERROR_INVALID_VALUE);
    CHECK_EQUAL(grid(1, 1, 65536), CUDA_ERROR_INVALID_VALUE);
    CHECK_EQUAL(grid(1, 65535, 1), CUDA_SUCCESS);
    CHECK_EQUAL(grid(1, 1, 65535), CUDA_SUCCESS);
    CHECK_EQUAL(block(1, 0, 1), CUDA_ERROR_INVALID_VALUE);
    CHECK_EQUAL(block(1, 1, 65), CUDA_ERROR_INVALID_VALUE);
    CHECK_EQUAL(block(1025, 1, 1), CUDA_ERROR_INVALID_VALUE);
    CHECK_EQUAL(block(16, 8, 2), CUDA_SUCCESS);
}

TEST(more_threads_than_always_have_registers_must_be_bounded) {
    std::string source = R"(
        enum { HALF = 256 };
        #define WIDE 2 * HALF
        extern "C" __global__ void free() {}
        extern "C" __global__ void __launch_bounds__(WIDE, 2) bounded() {}
        extern "C" __global__ void __launch_bounds__(1024) full() {}
        #undef WIDE)";
    Kernel free(source, "free"), bounded(source, "bounded"), full(source, "full");
    CHECK_EQUAL(free.launch(1, 256, {}), CUDA_SUCCESS);
    CHECK_EQUAL(free.launch(1, 257, {}), CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES);
    CHECK(story(CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES).find("kernel free: 257 threads of a block without __launch_bounds__") != std::string::npos);
    CHECK_EQUAL(bounded.launch(1, 512, {}), CUDA_SUCCESS);
    CHECK_EQUAL(bounded.launch(1, 513, {}), CUDA_ERROR_INVALID_VALUE);
    CHECK(story(CUDA_ERROR_INVALID_VALUE).find("kernel bounded: 513 threads of a block, its __launch_bounds__ are 512") != std::string::npos);
    CHECK_EQUAL(full.launch(1, 1024, {}), CUDA_SUCCESS);
    int most = 0;
    CHECK_EQUAL(cuFuncGetAttribute(&most, 0, bounded.function()), CUDA_SUCCESS);
    CHECK_EQUAL(most, 512);
}
