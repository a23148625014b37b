// Streams: queues of work. By default work runs at once; in deferred mode it runs when something waits for it, no
// earlier, and in an order that keeps only the promises that CUDA makes.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

#include "context.h"
#include "handles.h"

namespace emulator {

using Operation = std::function<CUresult()>;

/// What a capture recorded, in an order that respects its dependencies.
struct Graph {
    std::vector<Operation> operations;
    Stream* origin = nullptr;
};

/// The first `count` operations of a stream.
struct Point {
    Stream* stream;
    uint64_t count;
};

struct Stream {
    Context* context = nullptr;
    unsigned flags = 0;
    bool waits_for_legacy = true;
    int priority = 0;
    uint64_t id = 0;

    struct Queued {
        Operation operation;
        std::vector<Point> after;
    };
    std::deque<Queued> queue;
    uint64_t submitted = 0, executed = 0;
    std::shared_ptr<Graph> capture;
};

/// What an event recorded; lives as long as work refers to it.
struct Mark {
    Stream* stream = nullptr;
    uint64_t count = 0;
    bool recorded = false;
    std::chrono::steady_clock::time_point time;
    std::shared_ptr<Graph> capture;
};
struct Event {
    unsigned flags = 0;
    std::shared_ptr<Mark> mark = std::make_shared<Mark>();
};

extern Handles<Stream> streams;
extern Handles<Event> events;

/// The stream of a handle (0 and the special handles mean the context's legacy stream); null when there is none.
Stream* stream_of(Context& context, Stream* handle);

/// Captures, queues or runs the operation.
CUresult submit(Stream& stream, Operation operation);
/// Runs what was queued before the point, and what that waits for.
CUresult run_until(Point point);
CUresult synchronize(Stream& stream);
CUresult synchronize(Context& context);
bool capturing(Context& context);
/// Runs one queued operation, so that polling makes progress; whether the point had been reached before.
bool poll(Point point);

}  // namespace emulator
