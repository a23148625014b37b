// Stacks that a thread can switch between.
#pragma once

#include <cstddef>
#if !defined(__x86_64__)
#include <ucontext.h>
#endif

namespace emulator {

class Fiber {
  public:
    /// The body must never return; it suspends instead.
    explicit Fiber(void (*body)());
    Fiber(const Fiber&) = delete;

    /// Runs the fiber until it suspends. From the scheduler's stack only.
    void resume();
    /// Goes back to the scheduler. From inside the running fiber only.
    static void suspend();
    /// Forgets where the fiber was; the next resume starts its body anew.
    void reset();

    static Fiber* running();
    /// Whether the address lies in the guard page of the running fiber's stack.
    static bool overflowed(const void* address);

  private:
    void (*body)();
    char* stack;
#if defined(__x86_64__)
    void* saved = nullptr;
#else
    ucontext_t context;
#endif
};

}  // namespace emulator
