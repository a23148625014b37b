// What the driver and a compiled kernel know of each other. Included in front of every kernel: no standard headers here.
#pragma once

typedef decltype(sizeof(0)) size_t;

/// What alignment may add before the variables of shared memory.
constexpr size_t SHARED_SLACK = 16;

struct EmuDim {
    unsigned x, y, z;
};

/// The CUDA thread that is running; one such object, changed at every switch.
struct EmuThread {
    EmuDim thread, block, block_size, grid_size;
    unsigned lane;
    char* dynamic_shared_end;
    size_t dynamic_shared_bytes;
};

/// Computes an operation for the lanes whose bits are set; operands[i] is what lane i handed over, or null.
typedef void (*EmuWarpOperation)(void* const* operands, unsigned lanes);

/// What a kernel asks of the driver.
struct EmuHost {
    /// Waits for the block; returns how many threads passed a true predicate, and how many came.
    int (*block_barrier)(int line, int predicate, int* present);
    /// Waits for `lanes` of the warp; the last one to come computes the operation for all.
    void (*warp_operation)(unsigned lanes, EmuWarpOperation operation, void* operand);
    unsigned (*active_lanes)();
    int (*print)(const char* format, ...);
    void (*trap)(const char* reason);
    /// Ends a thread that would access an address which is no multiple of the alignment.
    void (*misaligned)(const void* address, unsigned alignment, const char* file, unsigned line);
};

struct EmuParameter {
    unsigned short size, alignment;
    bool is_pointer;
};

struct EmuKernel {
    const char* name;
    void (*call)(void** arguments);
    const EmuParameter* parameters;
    int parameter_count;
    /// What its __launch_bounds__ say; 0 if it has none.
    int most_threads;
};

/// One compiled source: its kernels, its static shared memory, and the two pointers to fill when it is loaded.
struct EmuModule {
    const EmuKernel* kernels;
    int kernel_count;
    char *shared_begin, *shared_end;
    EmuThread** thread;
    const EmuHost** host;
};
