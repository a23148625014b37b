// Addresses that a device refuses and this machine would not: each access is as aligned as its type.
#include "harness.h"

using emulator::Setting;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// Launches with an address so many bytes beside an aligned one; the error must tell `what`.
void expect(const Kernel& k, size_t shift, const char* what) {
    Array<float> p(std::vector<float>(64, 1));
    CUdeviceptr shifted = p.pointer + shift;
    CHECK_EQUAL(k.launch(1, 1, {&shifted}), what ? CUDA_ERROR_MISALIGNED_ADDRESS : CUDA_SUCCESS);
    if (!what) return;
    std::string told = story(CUDA_ERROR_MISALIGNED_ADDRESS);
    if (!contains(told, what)) failed(__FILE__, __LINE__, told);
    CHECK_EQUAL(cuCtxSynchronize(), CUDA_ERROR_MISALIGNED_ADDRESS);  // the context is lost
    cuCtxSetLimit(emulator::RESET_COMMAND, 0);
}

}  // namespace

TEST(every_access_is_as_aligned_as_its_type) {
    struct Access {
        const char* type;
        size_t alignment;
    };
    const Access accesses[] = {{"char", 1}, {"short", 2}, {"float", 4}, {"double", 8}, {"long long", 8}, {"uchar2", 2}, {"uchar4", 4},
                               {"short2", 4}, {"ushort4", 8}, {"float2", 8}, {"float3", 4}, {"float4", 16}, {"int4", 16}, {"double2", 16},
                               {"longlong2", 16}};
    for (const Access& a : accesses) {
        std::string type = a.type, wants = " to no multiple of " + std::to_string(a.alignment) + ": ";
        Kernel load("extern \"C\" __global__ void load(char* p) { " + type + " v = *(const " + type + "*)p; p[32] = *(char*)&v; }", "load");
        Kernel store("extern \"C\" __global__ void store(char* p) { " + type + " v = {}; *(" + type + "*)p = v; }", "store");
        for (const Kernel* k : {&load, &store}) {
            expect(*k, 0, nullptr);
            expect(*k, a.alignment, nullptr);
            if (a.alignment > 1) expect(*k, a.alignment / 2, wants.c_str());
        }
    }
}

TEST(a_misaligned_access_is_told_with_line_and_thread) {
    Kernel k(R"(struct alignas(8) Pack { unsigned short at[4]; };
    extern "C" __global__ void halves(unsigned short* p) {
        if (blockIdx.x == 2 && threadIdx.x == 5) {
            Pack v = *(Pack*)(p + 1);
            p[0] = v.at[3];
        }
    })", "halves");
    Array<uint16_t> p(50);
    CHECK_EQUAL(k.launch(4, 32, {p.argument()}), CUDA_ERROR_MISALIGNED_ADDRESS);
    std::string told = story(CUDA_ERROR_MISALIGNED_ADDRESS);
    CHECK(contains(told, "misaligned memory access (test.cu, line 4) to no multiple of 8: "));
    CHECK(contains(told, ", inside 100 bytes at "));
    CHECK(contains(told, " in kernel halves, block (2,0,0), thread (5,0,0)"));
}

TEST(atomics_and_cached_loads_are_checked) {
    expect(Kernel("extern \"C\" __global__ void k(char* p) { atomicAdd((float*)p, 1.0f); }", "k"), 2, "no multiple of 4");
    expect(Kernel("extern \"C\" __global__ void k(char* p) { atomicAdd((double*)p, 1.0); }", "k"), 4, "no multiple of 8");
    expect(Kernel("extern \"C\" __global__ void k(char* p) { p[0] = __ldg((const float4*)p).x; }", "k"), 8, "no multiple of 16");
}

TEST(members_of_structs_are_checked) {
    Kernel k("struct Pair { int first; double second; }; extern \"C\" __global__ void k(Pair* p) { p->second = 1; }", "k");
    expect(k, 8, nullptr);
    expect(k, 4, "no multiple of 8");
}

TEST(shared_memory_is_no_better_aligned_than_it_says) {
    const char* body = "tile[threadIdx.x] = p[0]; __syncthreads(); float4 v = *(float4*)tile; p[1] = v.w; }";
    std::string head = "extern \"C\" __global__ void k(float* p) { ";
    expect(Kernel(head + "__shared__ float tile[32]; " + body, "k"), 0, "in static shared memory in kernel k");
    expect(Kernel(head + "__shared__ __align__(16) float tile[32]; " + body, "k"), 0, nullptr);
    expect(Kernel(head + "alignas(16) __shared__ float tile[32]; " + body, "k"), 0, nullptr);
}

TEST(shared_memory_is_aligned_as_its_type) {
    Kernel k(R"(template <class T, int N> struct Pair { T first[N]; T second; };
    typedef Pair<double, 2> Long;
    template <class T> __device__ T twice(T x) { __shared__ T s[3]; s[1] = x; return s[1] + s[1]; }
    extern "C" __global__ void k(double* p) {
        __shared__ Long many[3];
        __shared__ char c[3], d;
        __shared__ Pair<short, 2> s[2];
        __shared__ volatile long long single;
        __shared__ double2 v;
        many[1].second = p[0];
        c[1] = d = 1;
        s[1].second = 2;
        single = 3;
        v.y = 4;
        p[1] = many[1].second + c[1] + d + s[1].second + single + v.y + twice(1.0) + twice<short>(1);
    })", "k");
    Array<double> p(std::vector<double>{5, 0});
    CHECK_EQUAL(k.launch(1, 1, {p.argument()}), CUDA_SUCCESS);
    CHECK_EQUAL(p.values()[1], 20.0);
}

TEST(dynamic_shared_memory_is_no_better_aligned_than_it_says) {
    const char* body = "s[threadIdx.x] = p[0]; __syncthreads(); p[1] = (*(float4*)s).x; }";
    std::string head = "extern \"C\" __global__ void k(float* p) { extern __shared__ ";
    Array<float> p(std::vector<float>{1, 2});
    CHECK_EQUAL(Kernel(head + "float s[]; " + body, "k").launch(2, 32, {p.argument()}, 128), CUDA_ERROR_MISALIGNED_ADDRESS);
    CHECK(contains(story(CUDA_ERROR_MISALIGNED_ADDRESS), "in dynamic shared memory in kernel k, block (1,0,0)"));
    cuCtxSetLimit(emulator::RESET_COMMAND, 0);
    CHECK_EQUAL(Kernel(head + "__align__(16) float s[]; " + body, "k").launch(2, 32, {p.argument()}, 128), CUDA_SUCCESS);
}
