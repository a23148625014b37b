// Guard pages, poison, budgets, and what is told about stray accesses.
#include "harness.h"

using emulator::Counter;
using emulator::Setting;

namespace {
const char WRITE[] = R"(extern "C" __global__ void put(float* p, long long i) { p[i] = 1; }
extern "C" __global__ void get(float* p, long long i, float* to) { to[0] = p[i]; })";

CUresult access(const char* kernel, CUdeviceptr p, long long i) {
    Kernel k(WRITE, kernel);
    CUdeviceptr to = 0;
    cuMemAlloc_v2(&to, 4);
    std::vector<void*> arguments = {&p, &i};
    if (!std::strcmp(kernel, "get")) arguments.push_back(&to);
    return k.launch(1, 1, arguments);
}
}  // namespace

TEST(the_last_element_is_in_reach_and_the_next_is_not) {
    Array<float> a(100);
    CHECK_EQUAL(access("put", a.pointer, 99), CUDA_SUCCESS);
    CHECK_EQUAL(access("put", a.pointer, 100), CUDA_ERROR_ILLEGAL_ADDRESS);
    std::string text = story(CUDA_ERROR_ILLEGAL_ADDRESS);
    CHECK(text.find("0 bytes past the end of 400 bytes") != std::string::npos);
    CHECK(text.find("kernel put, block (0,0,0), thread (0,0,0)") != std::string::npos);
}

TEST(reading_past_the_end_is_found_too) {
    Array<float> a(4);
    CHECK_EQUAL(access("get", a.pointer, 4), CUDA_ERROR_ILLEGAL_ADDRESS);
}

TEST(with_the_guard_in_front_so_is_the_element_before_the_first) {
    turn(Setting::GUARD, 1);
    Array<float> a(100);
    CHECK_EQUAL(access("put", a.pointer, 0), CUDA_SUCCESS);
    CHECK_EQUAL(access("get", a.pointer, -1), CUDA_ERROR_ILLEGAL_ADDRESS);
    CHECK(story(CUDA_ERROR_ILLEGAL_ADDRESS).find("4 bytes before the start") != std::string::npos);
}

TEST(a_write_beside_an_allocation_that_no_page_caught_is_found_when_it_is_freed) {
    CUdeviceptr p = 0;
    cuMemAlloc_v2(&p, 4);
    CHECK_EQUAL(access("put", p, 1), CUDA_SUCCESS);  // within the 16 bytes to the page's end
    CHECK_EQUAL(cuMemFree_v2(p), CUDA_ERROR_ILLEGAL_ADDRESS);
}

TEST(freed_memory_cannot_be_used_and_its_address_does_not_come_back) {
    CUdeviceptr p = 0, q = 0;
    cuMemAlloc_v2(&p, 4096);
    CHECK_EQUAL(cuMemFree_v2(p), CUDA_SUCCESS);
    cuMemAlloc_v2(&q, 4096);
    CHECK(p != q);
    CHECK_EQUAL(access("get", p, 3), CUDA_ERROR_ILLEGAL_ADDRESS);
    CHECK(story(CUDA_ERROR_ILLEGAL_ADDRESS).find("in freed memory (4096 bytes") != std::string::npos);
}

TEST(freeing_twice_or_in_the_middle_is_refused) {
    CUdeviceptr p = 0;
    cuMemAlloc_v2(&p, 64);
    CHECK_EQUAL(cuMemFree_v2(p + 16), CUDA_ERROR_INVALID_VALUE);
    CHECK_EQUAL(cuMemFree_v2(p), CUDA_SUCCESS);
    CHECK_EQUAL(cuMemFree_v2(p), CUDA_ERROR_INVALID_VALUE);
    CHECK_EQUAL(cuMemFree_v2(0), CUDA_SUCCESS);
}

TEST(new_memory_is_poisoned_unless_told_otherwise) {
    Array<uint32_t> a(7);
    for (uint32_t v : a.values()) CHECK_EQUAL(v, 0xffffffffu);
    turn(Setting::POISON, 0);
    Array<uint32_t> b(1024);
    for (uint32_t v : b.values()) CHECK_EQUAL(v, 0u);
}

TEST(null_and_host_pointers_are_illegal) {
    CHECK_EQUAL(access("put", 0, 0), CUDA_ERROR_ILLEGAL_ADDRESS);
    CHECK(story(CUDA_ERROR_ILLEGAL_ADDRESS).find("null pointer") != std::string::npos);
    cuCtxSetLimit(emulator::RESET_COMMAND, 0);
    float host = 0;
    CHECK_EQUAL(access("put", reinterpret_cast<CUdeviceptr>(&host), 0), CUDA_ERROR_ILLEGAL_ADDRESS);
    CHECK(story(CUDA_ERROR_ILLEGAL_ADDRESS).find("argument 0 is a pointer to host memory") != std::string::npos);
    CHECK_EQUAL(host, 0.0f);
}

TEST(after_an_illegal_access_every_call_fails_until_the_emulator_is_reset) {
    Array<float> a(1);
    CHECK_EQUAL(access("put", a.pointer, 1 << 20), CUDA_ERROR_ILLEGAL_ADDRESS);
    CUdeviceptr p = 0;
    CHECK_EQUAL(cuMemAlloc_v2(&p, 4), CUDA_ERROR_ILLEGAL_ADDRESS);
    CHECK_EQUAL(cuCtxSynchronize(), CUDA_ERROR_ILLEGAL_ADDRESS);
    CHECK_EQUAL(cuMemFree_v2(a.pointer), CUDA_ERROR_ILLEGAL_ADDRESS);
    cuCtxSetLimit(emulator::RESET_COMMAND, 0);
    CHECK_EQUAL(cuCtxSynchronize(), CUDA_SUCCESS);
}

TEST(copies_beyond_an_allocation_are_refused_and_lose_nothing) {
    Array<float> a(4);
    float host[8] = {};
    CHECK_EQUAL(cuMemcpyHtoD_v2(a.pointer, host, 17), CUDA_ERROR_INVALID_VALUE);
    CHECK_EQUAL(cuMemcpyDtoH_v2(host, a.pointer + 4, 16), CUDA_ERROR_INVALID_VALUE);
    CHECK_EQUAL(cuMemsetD32Async(a.pointer, 0, 5, nullptr), CUDA_ERROR_INVALID_VALUE);
    CHECK_EQUAL(cuMemcpyHtoD_v2(a.pointer, host, 16), CUDA_SUCCESS);
}

TEST(memory_is_a_budget) {
    size_t free = 0, total = 0;
    turn(Setting::MEMORY, counted(Counter::LIVE_BYTES) + 1000);
    CUdeviceptr p = 0, q = 0;
    CHECK_EQUAL(cuMemAlloc_v2(&p, 600), CUDA_SUCCESS);
    CHECK_EQUAL(cuMemAlloc_v2(&q, 401), CUDA_ERROR_OUT_OF_MEMORY);
    cuMemGetInfo_v2(&free, &total);
    CHECK_EQUAL(free, 400u);
    CHECK_EQUAL(cuMemFree_v2(p), CUDA_SUCCESS);
    CHECK_EQUAL(cuMemAlloc_v2(&q, 1000), CUDA_SUCCESS);
    cuMemFree_v2(q);
}

TEST(the_third_allocation_fails_and_the_fourth_does_not) {
    turn(Setting::FAIL_ALLOCATION, 3);
    CUdeviceptr p = 0;
    for (int i = 1; i <= 4; i++) CHECK_EQUAL(cuMemAlloc_v2(&p, 4), i == 3 ? CUDA_ERROR_OUT_OF_MEMORY : CUDA_SUCCESS);
}

TEST(counters_follow_allocations) {
    long long allocations = counted(Counter::ALLOCATIONS), live = counted(Counter::LIVE_BYTES);
    {
        Array<double> a(10);
        CHECK_EQUAL(counted(Counter::LIVE_BYTES), live + 80);
    }
    CHECK_EQUAL(counted(Counter::LIVE_BYTES), live);
    CHECK_EQUAL(counted(Counter::ALLOCATIONS), allocations + 1);
}

TEST(what_is_not_implemented_says_so) {
    void* p = nullptr;
    CHECK_EQUAL(cuTexRefCreate(&p), CUDA_ERROR_NOT_SUPPORTED);
    const char* name = nullptr;
    CHECK_EQUAL(cuGetErrorName(CUDA_ERROR_NOT_SUPPORTED, &name), CUDA_SUCCESS);
    CHECK(!std::strcmp(name, "CUDA_ERROR_NOT_SUPPORTED"));
}
