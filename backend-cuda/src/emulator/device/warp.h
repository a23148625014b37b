// Barriers and everything that lanes of a warp do together. A lane hands over a pointer to its operand and waits; the
// last one to come computes the results of all (see EmuHost).
#pragma once

EMU_DEVICE int emu_barrier(int line, int predicate, int* present) {
    return emu_host->block_barrier(line, predicate, present);
}
// A macro, so that the driver can tell threads that wait at different places.
#define __syncthreads() ((void)emu_barrier(__LINE__, 0, nullptr))
#define __syncthreads_count(predicate) emu_barrier(__LINE__, (predicate) != 0, nullptr)
#define __syncthreads_or(predicate) (emu_barrier(__LINE__, (predicate) != 0, nullptr) != 0)
#define __syncthreads_and(predicate) emu_syncthreads_and(__LINE__, (predicate) != 0)
EMU_DEVICE int emu_syncthreads_and(int line, int predicate) {
    int present = 0;
    return emu_barrier(line, predicate, &present) == present;
}
EMU_DEVICE void __threadfence() {}
EMU_DEVICE void __threadfence_block() {}
EMU_DEVICE void __threadfence_system() {}
EMU_DEVICE void __nanosleep(unsigned) {}
EMU_DEVICE unsigned __activemask() { return emu_host->active_lanes(); }

static void emu_join(void* const*, unsigned) {}
EMU_DEVICE void __syncwarp(unsigned lanes = 0xffffffffu) { emu_host->warp_operation(lanes, emu_join, nullptr); }

template <class T>
struct EmuShuffle {
    T value, result;
    int source;
};
template <class T>
static void emu_shuffle(void* const* operands, unsigned lanes) {
    for (int lane = 0; lane < 32; lane++) {
        if (!(lanes >> lane & 1)) continue;
        auto* mine = static_cast<EmuShuffle<T>*>(operands[lane]);
        auto* theirs = static_cast<EmuShuffle<T>*>(operands[mine->source]);
        // A lane that takes no part has nothing to give: poison.
        if (theirs) mine->result = theirs->value;
        else __builtin_memset(&mine->result, 0xff, sizeof(T));
    }
}
template <class T>
EMU_DEVICE T emu_shuffled(unsigned lanes, T value, int source) {
    EmuShuffle<T> operand{value, value, source};
    emu_host->warp_operation(lanes, emu_shuffle<T>, &operand);
    return operand.result;
}
template <class T>
EMU_DEVICE T __shfl_sync(unsigned lanes, T value, int source, int width = 32) {
    int base = emu_thread->lane & ~(width - 1);
    return emu_shuffled(lanes, value, base + (source & (width - 1)));
}
template <class T>
EMU_DEVICE T __shfl_down_sync(unsigned lanes, T value, unsigned delta, int width = 32) {
    int lane = emu_thread->lane, end = (lane & ~(width - 1)) + width, source = lane + static_cast<int>(delta);
    return emu_shuffled(lanes, value, source < end ? source : lane);
}
template <class T>
EMU_DEVICE T __shfl_up_sync(unsigned lanes, T value, unsigned delta, int width = 32) {
    int lane = emu_thread->lane, begin = lane & ~(width - 1), source = lane - static_cast<int>(delta);
    return emu_shuffled(lanes, value, source >= begin ? source : lane);
}
template <class T>
EMU_DEVICE T __shfl_xor_sync(unsigned lanes, T value, int mask, int width = 32) {
    int lane = emu_thread->lane, end = (lane & ~(width - 1)) + width, source = lane ^ mask;
    return emu_shuffled(lanes, value, source < end ? source : lane);
}

/// A value of each lane, a value for each lane.
template <class T>
struct EmuVote {
    T value;
    unsigned result;
};
static void emu_ballot(void* const* operands, unsigned lanes) {
    unsigned votes = 0;
    for (int lane = 0; lane < 32; lane++)
        if (lanes >> lane & 1 && static_cast<EmuVote<int>*>(operands[lane])->value) votes |= 1u << lane;
    for (int lane = 0; lane < 32; lane++)
        if (lanes >> lane & 1) static_cast<EmuVote<int>*>(operands[lane])->result = votes;
}
EMU_DEVICE unsigned __ballot_sync(unsigned lanes, int predicate) {
    EmuVote<int> vote{predicate != 0, 0};
    emu_host->warp_operation(lanes, emu_ballot, &vote);
    return vote.result;
}
EMU_DEVICE int __any_sync(unsigned lanes, int predicate) { return __ballot_sync(lanes, predicate) != 0; }
EMU_DEVICE int __all_sync(unsigned lanes, int predicate) { return __ballot_sync(lanes, !predicate) == 0; }

template <class T>
static void emu_match(void* const* operands, unsigned lanes) {
    for (int lane = 0; lane < 32; lane++) {
        if (!(lanes >> lane & 1)) continue;
        auto* mine = static_cast<EmuVote<T>*>(operands[lane]);
        for (int other = 0; other < 32; other++)
            if (lanes >> other & 1 && static_cast<EmuVote<T>*>(operands[other])->value == mine->value)
                mine->result |= 1u << other;
    }
}
template <class T>
EMU_DEVICE unsigned __match_any_sync(unsigned lanes, T value) {
    EmuVote<T> vote{value, 0};
    emu_host->warp_operation(lanes, emu_match<T>, &vote);
    return vote.result;
}
template <class T>
EMU_DEVICE unsigned __match_all_sync(unsigned lanes, T value, int* all) {
    *all = __match_any_sync(lanes, value) == (lanes & __activemask());
    return *all ? lanes : 0;
}

/// __reduce_*_sync: the combination over the participating lanes.
template <class T, T (*combine)(T, T)>
static void emu_reduce(void* const* operands, unsigned lanes) {
    T total{};
    bool first = true;
    for (int lane = 0; lane < 32; lane++) {
        if (!(lanes >> lane & 1)) continue;
        T value = *static_cast<T*>(operands[lane]);
        total = first ? value : combine(total, value);
        first = false;
    }
    for (int lane = 0; lane < 32; lane++)
        if (lanes >> lane & 1) *static_cast<T*>(operands[lane]) = total;
}
#define EMU_REDUCE(name, T, expression)                                     \
    EMU_DEVICE T emu_##name##_of(T a, T b) { return expression; }           \
    EMU_DEVICE T __reduce_##name##_sync(unsigned lanes, T value) {          \
        emu_host->warp_operation(lanes, emu_reduce<T, emu_##name##_of>, &value); \
        return value;                                                       \
    }
EMU_REDUCE(add, unsigned, a + b)
EMU_REDUCE(add, int, a + b)
EMU_REDUCE(min, unsigned, a < b ? a : b)
EMU_REDUCE(min, int, a < b ? a : b)
EMU_REDUCE(max, unsigned, a > b ? a : b)
EMU_REDUCE(max, int, a > b ? a : b)
EMU_REDUCE(and, unsigned, a & b)
EMU_REDUCE(or, unsigned, a | b)
EMU_REDUCE(xor, unsigned, a ^ b)
