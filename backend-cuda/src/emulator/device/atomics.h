// Atomics and cached loads. One thread runs at a time and is interrupted at barriers only, so plain reads and writes do.
// Only the types that the hardware has are declared: others must fail to compile here too.
#pragma once

#define EMU_ATOMIC(name, T, expression)             \
    EMU_DEVICE T atomic##name(T* address, T value) { \
        T old = *address;                           \
        *address = expression;                      \
        return old;                                 \
    }                                               \
    EMU_DEVICE T atomic##name##_block(T* address, T value) { return atomic##name(address, value); } \
    EMU_DEVICE T atomic##name##_system(T* address, T value) { return atomic##name(address, value); }
#define EMU_ATOMIC_INTEGER(T)                    \
    EMU_ATOMIC(Min, T, value < old ? value : old) \
    EMU_ATOMIC(Max, T, value > old ? value : old) \
    EMU_ATOMIC(And, T, old & value)              \
    EMU_ATOMIC(Or, T, old | value)               \
    EMU_ATOMIC(Xor, T, old ^ value)              \
    EMU_ATOMIC(Exch, T, value)
EMU_ATOMIC_INTEGER(int)
EMU_ATOMIC_INTEGER(unsigned)
EMU_ATOMIC_INTEGER(unsigned long long)
EMU_ATOMIC(Min, long long, value < old ? value : old)
EMU_ATOMIC(Max, long long, value > old ? value : old)
EMU_ATOMIC(Exch, float, value)
EMU_ATOMIC(Add, int, old + value)
EMU_ATOMIC(Add, unsigned, old + value)
EMU_ATOMIC(Add, unsigned long long, old + value)
EMU_ATOMIC(Add, float, old + value)
EMU_ATOMIC(Add, double, old + value)
EMU_ATOMIC(Sub, int, old - value)
EMU_ATOMIC(Sub, unsigned, old - value)
EMU_ATOMIC(Inc, unsigned, old >= value ? 0 : old + 1)
EMU_ATOMIC(Dec, unsigned, old == 0 || old > value ? value : old - 1)

#define EMU_ATOMIC_CAS(T)                                           \
    EMU_DEVICE T atomicCAS(T* address, T expected, T value) {       \
        T old = *address;                                           \
        if (old == expected) *address = value;                      \
        return old;                                                 \
    }
EMU_ATOMIC_CAS(int)
EMU_ATOMIC_CAS(unsigned)
EMU_ATOMIC_CAS(unsigned long long)
EMU_ATOMIC_CAS(unsigned short)

#define EMU_CACHED(name)                                   \
    template <class T>                                     \
    EMU_DEVICE T name(const T* address) {                  \
        return *address;                                   \
    }
EMU_CACHED(__ldg)
EMU_CACHED(__ldca)
EMU_CACHED(__ldcg)
EMU_CACHED(__ldcs)
EMU_CACHED(__ldlu)
EMU_CACHED(__ldcv)
#define EMU_STORE(name)                              \
    template <class T>                               \
    EMU_DEVICE void name(T* address, T value) {      \
        *address = value;                            \
    }
EMU_STORE(__stcs)
EMU_STORE(__stcg)
EMU_STORE(__stwb)
EMU_STORE(__stwt)
