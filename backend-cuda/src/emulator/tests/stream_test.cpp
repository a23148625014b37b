// Streams, events, graphs; at once and deferred.
#include "harness.h"

using emulator::Counter;
using emulator::Setting;

namespace {
const char STEP[] = R"(extern "C" __global__ void step(int* p, int times, int plus) { p[0] = p[0] * times + plus; })";

struct Stream {
    explicit Stream(unsigned flags = 1) { cuStreamCreate(&handle, flags); }
    Stream(const Stream&) = delete;
    ~Stream() { cuStreamDestroy_v2(handle); }
    void* handle = nullptr;
};
struct Event {
    Event() { cuEventCreate(&handle, 0); }
    Event(const Event&) = delete;
    ~Event() { cuEventDestroy_v2(handle); }
    void* handle = nullptr;
};
struct Step : Kernel {
    Step() : Kernel(STEP, "step") {}
    CUresult operator()(Array<int>& p, int times, int plus, void* stream) {
        return launch(1, 1, {p.argument(), &times, &plus}, 0, stream);
    }
};
/// What lies in the memory now, whatever is queued.
int now(const Array<int>& p) { return *reinterpret_cast<const int*>(p.pointer); }
}  // namespace

TEST(deferred_work_waits_until_it_is_waited_for) {
    Step step;
    Array<int> p(std::vector<int>{1});
    Stream s;
    turn(Setting::DEFERRED, 1);
    CHECK_EQUAL(step(p, 2, 3, s.handle), CUDA_SUCCESS);
    CHECK_EQUAL(now(p), 1);
    CHECK_EQUAL(cuStreamSynchronize(s.handle), CUDA_SUCCESS);
    CHECK_EQUAL(now(p), 5);
}

TEST(an_idle_device_counts_and_does_nothing) {
    Step step;
    Array<int> p(std::vector<int>{1});
    Stream s;
    Event e;
    turn(Setting::IDLE, 1);
    long long before = counted(Counter::LAUNCHES);
    CHECK_EQUAL(step(p, 2, 3, s.handle), CUDA_SUCCESS);
    CHECK_EQUAL(cuEventRecord(e.handle, s.handle), CUDA_SUCCESS);
    CHECK_EQUAL(cuEventSynchronize(e.handle), CUDA_SUCCESS);
    CHECK_EQUAL(counted(Counter::LAUNCHES), before + 1);
    CHECK_EQUAL(now(p), 1);
    turn(Setting::IDLE, 0);
    CHECK_EQUAL(step(p, 2, 3, s.handle), CUDA_SUCCESS);
    CHECK_EQUAL(now(p), 5);
}

TEST(streams_run_in_order_and_events_order_streams) {
    Step step;
    Array<int> p(std::vector<int>{1});
    Stream a, b;
    Event e;
    turn(Setting::DEFERRED, 1);
    step(p, 1, 1, a.handle);
    CHECK_EQUAL(cuEventRecord(e.handle, a.handle), CUDA_SUCCESS);
    step(p, 10, 0, a.handle);  // after the event
    CHECK_EQUAL(cuStreamWaitEvent(b.handle, e.handle, 0), CUDA_SUCCESS);
    step(p, 3, 0, b.handle);
    CHECK_EQUAL(cuEventQuery(e.handle), CUDA_ERROR_NOT_READY);
    CHECK_EQUAL(cuStreamSynchronize(b.handle), CUDA_SUCCESS);
    CHECK_EQUAL(now(p), 6);
    CHECK_EQUAL(cuEventQuery(e.handle), CUDA_SUCCESS);
    CHECK_EQUAL(cuCtxSynchronize(), CUDA_SUCCESS);
    CHECK_EQUAL(now(p), 60);
}

TEST(the_legacy_stream_waits_for_blocking_streams_only) {
    Step step;
    Array<int> p(std::vector<int>{1}), q(std::vector<int>{1});
    Stream blocking(0), free(1);
    turn(Setting::DEFERRED, 1);
    step(p, 1, 1, blocking.handle);
    step(q, 1, 1, free.handle);
    CHECK_EQUAL(p.values()[0], 2);
    CHECK_EQUAL(q.values()[0], 1);
    cuCtxSynchronize();
    CHECK_EQUAL(q.values()[0], 2);
}

TEST(pageable_memory_is_read_at_once_and_pinned_memory_when_the_copy_runs) {
    void* pinned = nullptr;
    CHECK_EQUAL(cuMemHostAlloc(&pinned, 4, 0), CUDA_SUCCESS);
    int pageable = 1;
    *static_cast<int*>(pinned) = 1;
    Array<int> p(1), q(1);
    Stream s;
    turn(Setting::DEFERRED, 1);
    CHECK_EQUAL(cuMemcpyHtoDAsync_v2(p.pointer, &pageable, 4, s.handle), CUDA_SUCCESS);
    CHECK_EQUAL(cuMemcpyHtoDAsync_v2(q.pointer, pinned, 4, s.handle), CUDA_SUCCESS);
    pageable = *static_cast<int*>(pinned) = 2;
    cuStreamSynchronize(s.handle);
    CHECK_EQUAL(now(p), 1);
    CHECK_EQUAL(now(q), 2);
    CHECK_EQUAL(cuMemcpyDtoHAsync_v2(pinned, p.pointer, 4, s.handle), CUDA_SUCCESS);
    CHECK_EQUAL(*static_cast<int*>(pinned), 2);
    cuStreamSynchronize(s.handle);
    CHECK_EQUAL(*static_cast<int*>(pinned), 1);
    CHECK_EQUAL(cuMemFreeHost(pinned), CUDA_SUCCESS);
}

TEST(a_failure_of_deferred_work_shows_at_the_next_wait_and_stays) {
    Step step;
    CUdeviceptr stale = 0;
    cuMemAlloc_v2(&stale, 4);
    cuMemFree_v2(stale);
    int one = 1;
    Stream s;
    turn(Setting::DEFERRED, 1);
    CHECK_EQUAL(step.launch(1, 1, {&stale, &one, &one}, 0, s.handle), CUDA_SUCCESS);
    CHECK_EQUAL(cuStreamSynchronize(s.handle), CUDA_ERROR_ILLEGAL_ADDRESS);
    CHECK_EQUAL(cuCtxSynchronize(), CUDA_ERROR_ILLEGAL_ADDRESS);
    cuCtxSetLimit(emulator::RESET_COMMAND, 0);
}

TEST(polling_makes_progress) {
    Step step;
    Array<int> p(std::vector<int>{0});
    Stream s;
    turn(Setting::DEFERRED, 1);
    for (int i = 0; i < 3; i++) step(p, 1, 1, s.handle);
    int polls = 0;
    while (cuStreamQuery(s.handle) == CUDA_ERROR_NOT_READY && polls < 10) polls++;
    CHECK_EQUAL(polls, 3);
    CHECK_EQUAL(now(p), 3);
}

TEST(events_measure_time) {
    Event a, b;
    float ms = -1;
    CHECK_EQUAL(cuEventElapsedTime(&ms, a.handle, b.handle), CUDA_ERROR_INVALID_HANDLE);
    cuEventRecord(a.handle, nullptr);
    cuEventRecord(b.handle, nullptr);
    CHECK_EQUAL(cuEventElapsedTime(&ms, a.handle, b.handle), CUDA_SUCCESS);
    CHECK(ms >= 0);
}

TEST(a_captured_graph_runs_when_launched_with_the_arguments_of_the_capture) {
    for (int deferred = 0; deferred < 2; deferred++) {
        turn(Setting::DEFERRED, deferred);
        Step step;
        Array<int> p(std::vector<int>{1});
        Stream s, side;
        Event fork, join;
        long long launches = counted(Counter::LAUNCHES);
        CHECK_EQUAL(cuStreamBeginCapture_v2(s.handle, 1), CUDA_SUCCESS);
        CHECK_EQUAL(cuStreamSynchronize(s.handle), CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED);
        step(p, 2, 0, s.handle);
        cuEventRecord(fork.handle, s.handle);
        cuStreamWaitEvent(side.handle, fork.handle, 0);
        step(p, 1, 5, side.handle);  // the side stream is captured too
        cuEventRecord(join.handle, side.handle);
        cuStreamWaitEvent(s.handle, join.handle, 0);
        step(p, 3, 0, s.handle);
        void *graph = nullptr, *executable = nullptr;
        CHECK_EQUAL(cuStreamEndCapture(s.handle, &graph), CUDA_SUCCESS);
        CHECK_EQUAL(counted(Counter::LAUNCHES), launches);
        CHECK_EQUAL(cuGraphInstantiateWithFlags(&executable, graph, 0), CUDA_SUCCESS);
        CHECK_EQUAL(cuGraphDestroy(graph), CUDA_SUCCESS);
        CHECK_EQUAL(now(p), 1);
        CHECK_EQUAL(cuGraphLaunch(executable, s.handle), CUDA_SUCCESS);
        CHECK_EQUAL(cuGraphLaunch(executable, s.handle), CUDA_SUCCESS);
        CHECK_EQUAL(cuStreamSynchronize(s.handle), CUDA_SUCCESS);
        CHECK_EQUAL(now(p), ((1 * 2 + 5) * 3 * 2 + 5) * 3);
        CHECK_EQUAL(cuGraphExecDestroy(executable), CUDA_SUCCESS);
        CHECK_EQUAL(cuGraphExecDestroy(executable), CUDA_ERROR_INVALID_VALUE);
    }
}

TEST(waits_of_the_host_are_counted) {
    Array<int> p(1);
    long long waits = counted(Counter::HOST_WAITS), copies = counted(Counter::COPIES_ON_DEVICE);
    cuMemcpyDtoDAsync_v2(p.pointer, p.pointer, 4, nullptr);
    cuMemsetD32Async(p.pointer, 0, 1, nullptr);
    CHECK_EQUAL(counted(Counter::HOST_WAITS), waits);
    CHECK_EQUAL(counted(Counter::COPIES_ON_DEVICE), copies + 1);
    p.values();
    cuCtxSynchronize();
    CHECK_EQUAL(counted(Counter::HOST_WAITS), waits + 2);
}

TEST(handles_cannot_be_used_after_their_end) {
    void* s = nullptr;
    cuStreamCreate(&s, 1);
    CHECK_EQUAL(cuStreamDestroy_v2(s), CUDA_SUCCESS);
    CHECK_EQUAL(cuStreamSynchronize(s), CUDA_ERROR_INVALID_HANDLE);
    CHECK_EQUAL(cuStreamDestroy_v2(s), CUDA_ERROR_INVALID_HANDLE);
}
