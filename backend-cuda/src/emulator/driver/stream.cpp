#include "stream.h"

namespace emulator {

Handles<Stream> streams(Counter::STREAMS);
Handles<Event> events(Counter::EVENTS);

Stream* stream_of(Context& context, Stream* handle) {
    if (reinterpret_cast<uintptr_t>(handle) <= 2) return context.legacy;
    return streams.has(handle) ? handle : nullptr;
}

bool capturing(Context& context) {
    for (Stream* s : streams.all())
        if (s->context == &context && s->capture) return true;
    return false;
}

/// The legacy stream waits for the blocking streams of its context, and they for it.
static std::vector<Point> implicit_order(const Stream& stream) {
    std::vector<Point> after;
    const Stream* legacy = stream.context->legacy;
    if (&stream == legacy) {
        for (Stream* s : streams.all())
            if (s->context == stream.context && s->waits_for_legacy && s->executed < s->submitted)
                after.push_back({s, s->submitted});
    } else if (stream.waits_for_legacy && legacy->executed < legacy->submitted) {
        after.push_back({stream.context->legacy, legacy->submitted});
    }
    return after;
}

CUresult submit(Stream& stream, Operation operation) {
    if (get(Setting::IDLE)) operation = [] { return CUDA_SUCCESS; };
    if (stream.capture) {
        stream.capture->operations.push_back(std::move(operation));
        return CUDA_SUCCESS;
    }
    if (&stream == stream.context->legacy) {
        for (Stream* s : streams.all())
            if (s->context == stream.context && s->waits_for_legacy && s->capture)
                return CUDA_ERROR_STREAM_CAPTURE_IMPLICIT;
    }
    stream.queue.push_back({std::move(operation), implicit_order(stream)});
    stream.submitted++;
    return get(Setting::DEFERRED) ? CUDA_SUCCESS : run_until({&stream, stream.submitted});
}

CUresult run_until(Point point) {
    if (!streams.has(point.stream)) return CUDA_SUCCESS;  // destroyed, and all its work done then
    Stream& s = *point.stream;
    while (s.executed < point.count) {
        Stream::Queued next = std::move(s.queue.front());
        s.queue.pop_front();
        s.executed++;
        if (s.context->lost != CUDA_SUCCESS) continue;
        for (const Point& p : next.after) run_until(p);
        CUresult result = next.operation();
        if (result != CUDA_SUCCESS) {
            if (is_sticky(result)) s.context->lost = result;
            return result;
        }
    }
    return s.context->lost;
}

CUresult synchronize(Stream& stream) {
    for (const Point& p : implicit_order(stream)) run_until(p);
    return run_until({&stream, stream.submitted});
}

CUresult synchronize(Context& context) {
    CUresult result = CUDA_SUCCESS;
    for (Stream* s : streams.all())
        if (s->context == &context) {
            CUresult r = run_until({s, s->submitted});
            if (result == CUDA_SUCCESS) result = r;
        }
    return result;
}

bool poll(Point point) {
    if (!streams.has(point.stream)) return true;
    Stream& s = *point.stream;
    if (s.executed >= point.count) return true;
    run_until({&s, s.executed + 1});
    return false;
}

}  // namespace emulator
