// Tensor-core products, with fragments filled as the PTX ISA's tables say, written out here once more.
#include <cmath>

#include "harness.h"

namespace {

const char SOURCE[] = R"(
// One product of 16 x K by K x 8 matrices in row order, each element at the register that the tables give it.
__device__ unsigned pack16(const float* m, int first, int second, bool brain) {
    unsigned low = brain ? emu_float_to_bfloat16(m[first]) : emu_float_to_half(m[first]);
    unsigned high = brain ? emu_float_to_bfloat16(m[second]) : emu_float_to_half(m[second]);
    return low | high << 16;
}
extern "C" __global__ void half_types(const float* A, const float* B, float* D, int brain) {
    int group = threadIdx.x >> 2, t = threadIdx.x % 4;
    unsigned a[4], b[2];
    a[0] = pack16(A, group * 16 + t * 2, group * 16 + t * 2 + 1, brain);
    a[1] = pack16(A, (group + 8) * 16 + t * 2, (group + 8) * 16 + t * 2 + 1, brain);
    a[2] = pack16(A, group * 16 + t * 2 + 8, group * 16 + t * 2 + 9, brain);
    a[3] = pack16(A, (group + 8) * 16 + t * 2 + 8, (group + 8) * 16 + t * 2 + 9, brain);
    b[0] = pack16(B, t * 2 * 8 + group, (t * 2 + 1) * 8 + group, brain);
    b[1] = pack16(B, (t * 2 + 8) * 8 + group, (t * 2 + 9) * 8 + group, brain);
    float c[4] = {1, 1, 1, 1};
    if (brain) emu_mma_m16n8k16_bf16(c, a, b, c);
    else emu_mma_m16n8k16_f16(c, a, b, c);
    D[group * 8 + t * 2] = c[0]; D[group * 8 + t * 2 + 1] = c[1];
    D[(group + 8) * 8 + t * 2] = c[2]; D[(group + 8) * 8 + t * 2 + 1] = c[3];
}
extern "C" __global__ void tf32(const float* A, const float* B, float* D) {
    int group = threadIdx.x >> 2, t = threadIdx.x % 4;
    unsigned a[4] = {__float_as_uint(A[group * 8 + t]), __float_as_uint(A[(group + 8) * 8 + t]), __float_as_uint(A[group * 8 + t + 4]),
                     __float_as_uint(A[(group + 8) * 8 + t + 4])};
    unsigned b[2] = {__float_as_uint(B[t * 8 + group]), __float_as_uint(B[(t + 4) * 8 + group])};
    float c[4] = {1, 1, 1, 1};
    emu_mma_m16n8k8_tf32(c, a, b, c);
    D[group * 8 + t * 2] = c[0]; D[group * 8 + t * 2 + 1] = c[1];
    D[(group + 8) * 8 + t * 2] = c[2]; D[(group + 8) * 8 + t * 2 + 1] = c[3];
}
extern "C" __global__ void partial(float* D) {
    unsigned a[4] = {}, b[2] = {};
    float c[4] = {};
    emu_mma_m16n8k8_tf32(c, a, b, c);
    D[0] = c[0];
})";

/// Small integers: exact in every type.
std::vector<float> integers(int n, int step) {
    std::vector<float> v;
    for (int i = 0; i < n; i++) v.push_back(static_cast<float>(i * step % 17 - 8));
    return v;
}

void check_product(const std::vector<float>& a, const std::vector<float>& b, const std::vector<float>& d, int k) {
    for (int i = 0; i < 16; i++)
        for (int j = 0; j < 8; j++) {
            float sum = 1;
            for (int p = 0; p < k; p++) sum += a[static_cast<size_t>(i * k + p)] * b[static_cast<size_t>(p * 8 + j)];
            CHECK_EQUAL(d[static_cast<size_t>(i * 8 + j)], sum);
        }
}

}  // namespace

TEST(tensor_core_products_of_half_types) {
    std::vector<float> a = integers(256, 7), b = integers(128, 5);
    for (int brain = 0; brain < 2; brain++) {
        Array<float> da(a), db(b), d(128);
        CHECK_EQUAL(Kernel(SOURCE, "half_types").launch(1, 32, {da.argument(), db.argument(), d.argument(), &brain}), CUDA_SUCCESS);
        check_product(a, b, d.values(), 16);
    }
}

TEST(tensor_core_products_of_tf32) {
    std::vector<float> a = integers(128, 7), b = integers(64, 5);
    Array<float> da(a), db(b), d(128);
    CHECK_EQUAL(Kernel(SOURCE, "tf32").launch(1, 32, {da.argument(), db.argument(), d.argument()}), CUDA_SUCCESS);
    check_product(a, b, d.values(), 8);
}

TEST(tensor_core_products_need_a_full_warp) {
    Array<float> d(1);
    CHECK_EQUAL(Kernel(SOURCE, "partial").launch(1, 16, {d.argument()}), CUDA_ERROR_ASSERT);
    cuCtxSetLimit(emulator::RESET_COMMAND, 0);
}
