// The calls on streams, events and graphs.
#include "stream.h"

using namespace emulator;

namespace {

Handles<Graph> graphs(Counter::GRAPHS);

enum : unsigned { STREAM_NON_BLOCKING = 1, EVENT_DISABLE_TIMING = 2 };

template <class F>
CUresult on_stream(Stream* handle, F call) {
    return in_context([&](Context& c) {
        Stream* s = stream_of(c, handle);
        return s ? call(*s) : CUDA_ERROR_INVALID_HANDLE;
    });
}

template <class F>
CUresult on_event(Event* e, F call) {
    return in_context([&](Context&) { return events.has(e) ? call(*e->mark) : CUDA_ERROR_INVALID_HANDLE; });
}

bool reached(const Mark& m) {
    return !m.recorded || !streams.has(m.stream) || m.stream->executed >= m.count;
}

}  // namespace

EMU_EXPORT CUresult cuStreamCreateWithPriority(Stream** result, unsigned flags, int priority) {
    return in_context([&](Context& c) {
        static uint64_t ids = 2;
        Stream* s = streams.add(new Stream);
        s->context = &c;
        s->flags = flags;
        s->waits_for_legacy = !(flags & STREAM_NON_BLOCKING);
        s->priority = priority;
        s->id = ids++;
        *result = s;
        return CUDA_SUCCESS;
    });
}
EMU_EXPORT CUresult cuStreamCreate(Stream** result, unsigned flags) {
    return cuStreamCreateWithPriority(result, flags, 0);
}
EMU_EXPORT CUresult cuStreamDestroy_v2(Stream* handle) {
    return in_context([&](Context& c) {
        if (handle == c.legacy || !streams.has(handle)) return CUDA_ERROR_INVALID_HANDLE;
        run_until({handle, handle->submitted});
        streams.remove(handle);
        return CUDA_SUCCESS;
    });
}
EMU_EXPORT CUresult cuStreamSynchronize(Stream* handle) {
    return on_stream(handle, [](Stream& s) {
        count(Counter::HOST_WAITS);
        return s.capture ? CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED : synchronize(s);
    });
}
EMU_EXPORT CUresult cuStreamQuery(Stream* handle) {
    return on_stream(handle, [](Stream& s) {
        if (s.capture) return CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED;
        return poll({&s, s.submitted}) ? CUDA_SUCCESS : CUDA_ERROR_NOT_READY;
    });
}
EMU_EXPORT CUresult cuStreamWaitEvent(Stream* handle, Event* event, unsigned) {
    return on_stream(handle, [&](Stream& s) {
        if (!events.has(event)) return CUDA_ERROR_INVALID_HANDLE;
        Mark& m = *event->mark;
        if (m.capture) {  // the stream joins the capture in which the event was recorded
            s.capture = m.capture;
            return CUDA_SUCCESS;
        }
        if (reached(m)) return CUDA_SUCCESS;
        Point point{m.stream, m.count};
        return submit(s, [=] { return run_until(point); });
    });
}
EMU_EXPORT CUresult cuStreamGetPriority(Stream* handle, int* priority) {
    return on_stream(handle, [&](Stream& s) { return *priority = s.priority, CUDA_SUCCESS; });
}
EMU_EXPORT CUresult cuStreamGetFlags(Stream* handle, unsigned* flags) {
    return on_stream(handle, [&](Stream& s) { return *flags = s.flags, CUDA_SUCCESS; });
}
EMU_EXPORT CUresult cuStreamGetId(Stream* handle, uint64_t* id) {
    return on_stream(handle, [&](Stream& s) { return *id = s.id, CUDA_SUCCESS; });
}
EMU_EXPORT CUresult cuStreamGetCtx(Stream* handle, Context** context) {
    return on_stream(handle, [&](Stream& s) { return *context = s.context, CUDA_SUCCESS; });
}

EMU_EXPORT CUresult cuEventCreate(Event** result, unsigned flags) {
    return in_context([&](Context&) {
        *result = events.add(new Event);
        (*result)->flags = flags;
        return CUDA_SUCCESS;
    });
}
EMU_EXPORT CUresult cuEventDestroy_v2(Event* e) {
    return in_context([&](Context&) { return events.remove(e) ? CUDA_SUCCESS : CUDA_ERROR_INVALID_HANDLE; });
}
EMU_EXPORT CUresult cuEventRecord(Event* e, Stream* handle) {
    return on_stream(handle, [&](Stream& s) {
        if (!events.has(e)) return CUDA_ERROR_INVALID_HANDLE;
        e->mark = std::make_shared<Mark>();
        std::shared_ptr<Mark> m = e->mark;
        if (s.capture) {
            m->capture = s.capture;
            return CUDA_SUCCESS;
        }
        m->recorded = true;
        m->stream = &s;
        m->count = s.submitted + 1;
        return submit(s, [m] { return m->time = std::chrono::steady_clock::now(), CUDA_SUCCESS; });
    });
}
EMU_EXPORT CUresult cuEventRecordWithFlags(Event* e, Stream* handle, unsigned) { return cuEventRecord(e, handle); }
EMU_EXPORT CUresult cuEventSynchronize(Event* e) {
    return on_event(e, [](Mark& m) {
        count(Counter::HOST_WAITS);
        return reached(m) ? CUDA_SUCCESS : run_until({m.stream, m.count});
    });
}
EMU_EXPORT CUresult cuEventQuery(Event* e) {
    return on_event(e, [](Mark& m) {
        return reached(m) || poll({m.stream, m.count}) ? CUDA_SUCCESS : CUDA_ERROR_NOT_READY;
    });
}
EMU_EXPORT CUresult cuEventElapsedTime(float* milliseconds, Event* from, Event* to) {
    return in_context([&](Context&) {
        if (!events.has(from) || !events.has(to) || (from->flags | to->flags) & EVENT_DISABLE_TIMING ||
            !from->mark->recorded || !to->mark->recorded)
            return CUDA_ERROR_INVALID_HANDLE;
        if (!reached(*from->mark) || !reached(*to->mark)) return CUDA_ERROR_NOT_READY;
        *milliseconds = std::chrono::duration<float, std::milli>(to->mark->time - from->mark->time).count();
        return CUDA_SUCCESS;
    });
}

EMU_EXPORT CUresult cuStreamBeginCapture_v2(Stream* handle, int) {
    return on_stream(handle, [](Stream& s) {
        if (&s == s.context->legacy || s.capture) return CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED;
        s.capture = std::make_shared<Graph>();
        s.capture->origin = &s;
        return CUDA_SUCCESS;
    });
}
EMU_EXPORT CUresult cuStreamEndCapture(Stream* handle, Graph** result) {
    return on_stream(handle, [&](Stream& s) {
        if (!s.capture) return CUDA_ERROR_INVALID_VALUE;
        if (s.capture->origin != &s) return CUDA_ERROR_STREAM_CAPTURE_UNMATCHED;
        std::shared_ptr<Graph> captured = s.capture;
        for (Stream* other : streams.all())
            if (other->capture == captured) other->capture.reset();
        for (Event* e : events.all())
            if (e->mark->capture == captured) e->mark = std::make_shared<Mark>();
        *result = graphs.add(new Graph(*captured));
        return CUDA_SUCCESS;
    });
}
EMU_EXPORT CUresult cuStreamIsCapturing(Stream* handle, int* status) {
    return on_stream(handle, [&](Stream& s) { return *status = s.capture ? 1 : 0, CUDA_SUCCESS; });
}
EMU_EXPORT CUresult cuThreadExchangeStreamCaptureMode(int* mode) { return *mode = 0, CUDA_SUCCESS; }

/// An executable graph is a copy of the graph.
EMU_EXPORT CUresult cuGraphInstantiateWithFlags(Graph** result, Graph* graph, unsigned long long) {
    return in_context([&](Context&) {
        if (!graphs.has(graph)) return CUDA_ERROR_INVALID_VALUE;
        *result = graphs.add(new Graph(*graph));
        return CUDA_SUCCESS;
    });
}
EMU_EXPORT CUresult cuGraphUpload(Graph* g, Stream* handle) {
    return on_stream(handle, [&](Stream&) { return graphs.has(g) ? CUDA_SUCCESS : CUDA_ERROR_INVALID_VALUE; });
}
EMU_EXPORT CUresult cuGraphLaunch(Graph* g, Stream* handle) {
    return on_stream(handle, [&](Stream& s) {
        if (!graphs.has(g)) return CUDA_ERROR_INVALID_VALUE;
        count(Counter::GRAPH_LAUNCHES);
        std::vector<Operation> operations = g->operations;
        return submit(s, [operations] {
            for (const Operation& o : operations)
                if (CUresult r = o()) return r;
            return CUDA_SUCCESS;
        });
    });
}
EMU_EXPORT CUresult cuGraphDestroy(Graph* g) {
    return in_context([&](Context&) { return graphs.remove(g) ? CUDA_SUCCESS : CUDA_ERROR_INVALID_VALUE; });
}
EMU_EXPORT CUresult cuGraphExecDestroy(Graph* g) { return cuGraphDestroy(g); }
