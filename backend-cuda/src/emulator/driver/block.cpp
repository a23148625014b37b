#include "block.h"

#include "errors.h"

namespace emulator {

EmuThread here;
Block block;

void Block::shape(EmuDim size) {
    unsigned n = size.x * size.y * size.z;
    threads.resize(n);
    warps.resize((n + 31) / 32);
    for (unsigned i = 0; i < n; i++)
        threads[i].index = {i % size.x, i / size.x % size.y, i / (size.x * size.y)};
}

CUresult Block::run(const EmuKernel& k, void** a, const std::vector<unsigned>& o) {
    kernel = &k;
    arguments = a;
    order = &o;
    live = size();
    started = at_barrier = 0;
    votes = 0;
    trouble.clear();
    for (Thread& t : threads) t.state = State::WAITING_TO_START;
    for (unsigned w = 0; w < warps.size(); w++) {
        unsigned lanes = size() - w * 32;
        warps[w] = {lanes >= 32 ? 0xffffffffu : (1u << lanes) - 1, 0};
    }
    while (live > 0) {
        bool progress = false;
        while (started < size()) {
            if (idle.empty()) {
                fibers.push_back(new Fiber(body));
                idle.push_back(fibers.back());
            }
            Fiber* fiber = idle.back();
            idle.pop_back();
            fiber->resume();
            progress = true;
        }
        for (unsigned t : *order) {
            if (threads[t].state != State::READY) continue;
            enter(t);
            threads[t].fiber->resume();
            progress = true;
        }
        if (!trouble.empty()) return fail(CUDA_ERROR_LAUNCH_FAILED, trouble);
        if (!progress) return diverged();
    }
    return CUDA_SUCCESS;
}

/// What a fiber does: threads that have not started yet, one after the other. One that waits keeps its fiber, and the
/// next thread gets another; so a kernel without barriers runs on one fiber and never switches.
void Block::body() {
    for (;;) {
        block.run_waiting_to_start();
        block.idle.push_back(Fiber::running());
        Fiber::suspend();
    }
}

void Block::run_waiting_to_start() {
    while (started < size()) {
        unsigned t = (*order)[started++];
        threads[t].fiber = Fiber::running();
        enter(t);
        kernel->call(arguments);
        leave();
    }
}

void Block::enter(unsigned t) {
    current = t;
    here.thread = threads[t].index;
    here.lane = t & 31;
}

void Block::leave() {
    threads[current].state = State::DONE;
    live--;
    Warp& w = warps[current / 32];
    w.live &= ~(1u << (current & 31));
    if (w.waiting) release_warp_if_complete(current / 32);
    if (at_barrier) release_block_if_complete();
}

int Block::wait_for_block(int line, int predicate, int* present) {
    Thread& t = threads[current];
    t.state = State::AT_BARRIER;
    t.line = line;
    at_barrier++;
    votes += predicate;
    release_block_if_complete();
    // Even the last one to come goes back: nobody runs on while others could not yet.
    Fiber::suspend();
    if (present) *present = released_present;
    return released_votes;
}

void Block::release_block_if_complete() {
    if (at_barrier != live || live == 0) return;
    int line = 0;
    for (const Thread& t : threads) {
        if (t.state != State::AT_BARRIER) continue;
        if (line && t.line != line)
            trouble = format("divergent barrier in kernel %s: threads of one block wait at line %d and at line %d",
                             kernel->name, line, t.line);
        line = t.line;
    }
    for (Thread& t : threads)
        if (t.state == State::AT_BARRIER) t.state = State::READY;
    released_votes = votes;
    released_present = static_cast<int>(at_barrier);
    votes = 0;
    at_barrier = 0;
}

void Block::wait_for_warp(unsigned lanes, EmuWarpOperation operation, void* operand) {
    Thread& t = threads[current];
    if (!(lanes >> (current & 31) & 1)) {
        trouble = format("kernel %s: lane %u calls a warp operation for lanes %#x, and is not one of them", kernel->name,
                         current & 31, lanes);
        return;
    }
    t.state = State::AT_WARP;
    t.lanes = lanes;
    t.operation = operation;
    t.operand = operand;
    warps[current / 32].waiting |= 1u << (current & 31);
    release_warp_if_complete(current / 32);
    if (t.state == State::READY) return;  // it was the last one to come
    Fiber::suspend();
}

/// Releases every group of lanes that has all its members: those that wait for the same lanes.
void Block::release_warp_if_complete(unsigned w) {
    Warp& warp = warps[w];
    Thread* first = &threads[w * 32];
    for (unsigned pending = warp.waiting; pending;) {
        Thread& leader = first[__builtin_ctz(pending)];
        unsigned members = leader.lanes & warp.live;
        pending &= ~(members | (pending & -pending));
        if (members & ~warp.waiting) continue;
        void* operands[32] = {};
        for (unsigned m = members; m; m &= m - 1) {
            Thread& t = first[__builtin_ctz(m)];
            if (t.lanes != leader.lanes || t.operation != leader.operation)
                trouble = format("divergent warp in kernel %s: its lanes meet at different warp operations", kernel->name);
            operands[__builtin_ctz(m)] = t.operand;
        }
        if (!trouble.empty()) return;
        leader.operation(operands, members);
        warp.waiting &= ~members;
        for (unsigned m = members; m; m &= m - 1) first[__builtin_ctz(m)].state = State::READY;
    }
}

unsigned Block::live_lanes() const { return warps[current / 32].live; }

CUresult Block::diverged() {
    unsigned barrier = 0, warp = 0, line = 0;
    for (const Thread& t : threads) {
        if (t.state == State::AT_BARRIER) barrier++, line = static_cast<unsigned>(t.line);
        if (t.state == State::AT_WARP) warp++;
    }
    return fail(CUDA_ERROR_LAUNCH_FAILED,
                format("divergent barrier in kernel %s, block (%u,%u,%u): of %u live threads %u wait at __syncthreads "
                       "(line %u) and %u at a warp operation, for others that never come",
                       kernel->name, here.block.x, here.block.y, here.block.z, live, barrier, line, warp));
}

void Block::abandon() {
    for (Fiber* f : fibers) f->reset();
    idle = fibers;
}

}  // namespace emulator
