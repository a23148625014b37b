#include "fibers.h"

#include <sys/mman.h>

#include <cstdlib>

namespace emulator {
namespace {

constexpr size_t PAGE = 4096, STACK = 128 << 10;
Fiber* current;

}  // namespace

#if defined(__x86_64__)

// Pushes what a function must keep, leaves the stack pointer in *save, continues on the other stack. A jump, as the
// processor would predict a return to go back to the caller.
asm(R"(.text
.p2align 4
.type emu_switch,@function
emu_switch:
    pushq %rbp; pushq %rbx; pushq %r12; pushq %r13; pushq %r14; pushq %r15
    movq %rsp,(%rdi)
    movq %rsi,%rsp
    popq %r15; popq %r14; popq %r13; popq %r12; popq %rbx; popq %rbp
    popq %rcx
    jmp *%rcx
.size emu_switch,.-emu_switch
)");
extern "C" void emu_switch(void** save, void* to);

static void* scheduler;

void Fiber::reset() {
    void** top = reinterpret_cast<void**>(stack + STACK - 64);
    *--top = nullptr;                           // the body's return address: it has none
    *--top = reinterpret_cast<void*>(body);     // where the first switch returns to
    for (int i = 0; i < 6; i++) *--top = nullptr;
    saved = top;
}

void Fiber::resume() {
    current = this;
    emu_switch(&scheduler, saved);
    current = nullptr;
}

void Fiber::suspend() { emu_switch(&current->saved, scheduler); }

#else

static ucontext_t scheduler;

void Fiber::reset() {
    getcontext(&context);
    context.uc_stack.ss_sp = stack + PAGE;
    context.uc_stack.ss_size = STACK - PAGE;
    context.uc_link = nullptr;
    makecontext(&context, body, 0);
}

void Fiber::resume() {
    current = this;
    swapcontext(&scheduler, &context);
    current = nullptr;
}

void Fiber::suspend() { swapcontext(&current->context, &scheduler); }

#endif

Fiber::Fiber(void (*b)()) : body(b) {
    void* p = mmap(nullptr, STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (p == MAP_FAILED) std::abort();
    stack = static_cast<char*>(p);
    mprotect(stack, PAGE, PROT_NONE);
    reset();
}

Fiber* Fiber::running() { return current; }

bool Fiber::overflowed(const void* address) {
    const char* p = static_cast<const char*>(address);
    return current && p >= current->stack && p < current->stack + PAGE;
}

}  // namespace emulator
