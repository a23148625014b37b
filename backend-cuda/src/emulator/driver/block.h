// Runs the threads of one block, one at a time, switching where they wait for each other.
#pragma once

#include <string>
#include <vector>

#include "../abi/kernel_abi.h"
#include "fibers.h"
#include "types.h"

namespace emulator {

/// What the kernels' code sees as the current thread.
extern EmuThread here;

class Block {
  public:
    /// Prepares for blocks of that size.
    void shape(EmuDim size);
    /// Runs one block; `order` holds each thread's number once.
    CUresult run(const EmuKernel& kernel, void** arguments, const std::vector<unsigned>& order);
    /// After a fault: fibers that were left in the middle of something start anew.
    void abandon();

    unsigned size() const { return static_cast<unsigned>(threads.size()); }

    // For the calls that come from kernels.
    int wait_for_block(int line, int predicate, int* present);
    void wait_for_warp(unsigned lanes, EmuWarpOperation operation, void* operand);
    unsigned live_lanes() const;

  private:
    enum class State { WAITING_TO_START, READY, AT_BARRIER, AT_WARP, DONE };
    struct Thread {
        State state;
        EmuDim index;
        Fiber* fiber;
        int line;
        unsigned lanes;
        EmuWarpOperation operation;
        void* operand;
    };
    struct Warp {
        unsigned live, waiting;
    };

    static void body();
    void run_waiting_to_start();
    void enter(unsigned thread);
    void leave();
    void release_block_if_complete();
    void release_warp_if_complete(unsigned warp);
    CUresult diverged();

    std::vector<Thread> threads;
    std::vector<Warp> warps;
    std::vector<Fiber*> fibers, idle;
    const std::vector<unsigned>* order = nullptr;
    const EmuKernel* kernel = nullptr;
    void** arguments = nullptr;
    unsigned started = 0, live = 0, at_barrier = 0, current = 0;
    int votes = 0, released_votes = 0, released_present = 0;
    std::string trouble;
};

extern Block block;

}  // namespace emulator
