#include "faults.h"

#include <csetjmp>
#include <csignal>
#include <cstdlib>
#include <mutex>

namespace emulator {
namespace {

constexpr int SIGNALS[] = {SIGSEGV, SIGBUS, SIGFPE};
struct sigaction previous[NSIG];
thread_local sigjmp_buf landing;
thread_local bool inside = false;
thread_local Fault fault;

void forward(int signal, siginfo_t* info, void* context) {
    const struct sigaction& old = previous[signal];
    if (old.sa_flags & SA_SIGINFO) {
        old.sa_sigaction(signal, info, context);
    } else if (old.sa_handler == SIG_DFL) {
        std::signal(signal, SIG_DFL);  // and return: the instruction faults again, with the default effect
    } else if (old.sa_handler != SIG_IGN) {
        old.sa_handler(signal);
    }
}

void on_signal(int signal, siginfo_t* info, void* context) {
    if (!inside) return forward(signal, info, context);
    inside = false;
    fault.happened = true;
    fault.signal = signal;
    fault.address = info->si_addr;
    siglongjmp(landing, 1);
}

void install() {
    struct sigaction action {};
    action.sa_sigaction = on_signal;
    action.sa_flags = SA_SIGINFO | SA_NODEFER | SA_ONSTACK;
    for (int s : SIGNALS) sigaction(s, &action, &previous[s]);
}

/// A fiber whose stack overflowed has no room for the handler, so each thread has a stack for it.
struct HandlerStack {
    static constexpr size_t SIZE = 64 << 10;
    void* memory = nullptr;
    HandlerStack() {
        stack_t old{};
        if (sigaltstack(nullptr, &old) || !(old.ss_flags & SS_DISABLE)) return;
        memory = std::malloc(SIZE);
        stack_t mine{};
        mine.ss_sp = memory;
        mine.ss_size = SIZE;
        sigaltstack(&mine, nullptr);
    }
    ~HandlerStack() {
        if (!memory) return;
        stack_t none{};
        none.ss_flags = SS_DISABLE;
        sigaltstack(&none, nullptr);
        std::free(memory);
    }
};

}  // namespace

Fault guarded(void (*action)(void*), void* data) {
    static std::once_flag once;
    std::call_once(once, install);
    static thread_local HandlerStack stack;
    fault = {};
    // No signal mask is saved: the handler blocks none.
    if (sigsetjmp(landing, 0) == 0) {
        inside = true;
        action(data);
    }
    inside = false;
    return fault;
}

void trap(CUresult code, const std::string& reason, const void* address) {
    inside = false;
    fault.happened = true;
    fault.address = address;
    fault.code = code;
    fault.reason = reason;
    siglongjmp(landing, 1);
}

}  // namespace emulator
