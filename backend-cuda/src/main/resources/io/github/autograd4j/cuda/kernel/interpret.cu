// Runs any pointwise program where none can be compiled: the program is an argument. Whoever includes this defines an OP_
// constant for each operation, a TYPE_ constant for each element type, WORDS, so that arguments stay below 4 KB, and how
// many values SMALL and LARGE programs have at a time.
#include "scalar.cuh"

typedef unsigned long long Word; // an instruction, an address, a stride, or a number in its low bits

// The words are the instructions, the operands' addresses, the axes' sizes, innermost first, each operand's strides along
// them, and the constants.
struct Program {
    long long items;
    int size; // how many instructions
    int operands;
    int rank;
    int constants; // where they begin
    Word word[WORDS];
};

__device__ __forceinline__ Word bits(bool x) {
    return x;
}
__device__ __forceinline__ Word bits(int x) {
    return (unsigned)x;
}
__device__ __forceinline__ Word bits(long long x) {
    return (Word)x;
}
__device__ __forceinline__ Word bits(float x) {
    return __float_as_uint(x);
}
__device__ __forceinline__ Word bits(double x) {
    return (Word)__double_as_longlong(x);
}

__device__ __forceinline__ void unpack(Word x, bool& to) {
    to = x != 0;
}
__device__ __forceinline__ void unpack(Word x, int& to) {
    to = (int)x;
}
__device__ __forceinline__ void unpack(Word x, long long& to) {
    to = (long long)x;
}
__device__ __forceinline__ void unpack(Word x, float& to) {
    to = __uint_as_float((unsigned)x);
}
__device__ __forceinline__ void unpack(Word x, double& to) {
    to = __longlong_as_double((long long)x);
}
template <class T> __device__ __forceinline__ T as(Word x) {
    T to;
    unpack(x, to);
    return to;
}

template <class T> __device__ Word load(Word address, long long offset) {
    return bits(widen(((const T*)address)[offset]));
}

__device__ Word load(int type, Word address, long long offset) {
    switch (type) {
        case TYPE_BOOL:
            return load<Bool>(address, offset);
        case TYPE_UINT8:
            return load<Uint8>(address, offset);
        case TYPE_INT32:
            return load<Int32>(address, offset);
        case TYPE_INT64:
            return load<Int64>(address, offset);
        case TYPE_FLOAT16:
            return load<Float16>(address, offset);
        case TYPE_BFLOAT16:
            return load<Bfloat16>(address, offset);
        case TYPE_FLOAT32:
            return load<Float32>(address, offset);
        default:
            return load<Float64>(address, offset);
    }
}

template <class T> __device__ void store(Word address, long long offset, Word x) {
    narrow(((T*)address)[offset], as<typename Type<T>::Compute>(x));
}

__device__ void store(int type, Word address, long long offset, Word x) {
    switch (type) {
        case TYPE_BOOL:
            return store<Bool>(address, offset, x);
        case TYPE_UINT8:
            return store<Uint8>(address, offset, x);
        case TYPE_INT32:
            return store<Int32>(address, offset, x);
        case TYPE_INT64:
            return store<Int64>(address, offset, x);
        case TYPE_FLOAT16:
            return store<Float16>(address, offset, x);
        case TYPE_BFLOAT16:
            return store<Bfloat16>(address, offset, x);
        case TYPE_FLOAT32:
            return store<Float32>(address, offset, x);
        default:
            return store<Float64>(address, offset, x);
    }
}

template <class T> __device__ Word cast(int to, T x) {
    switch (to) {
        case TYPE_BOOL:
            return bits(cast_bool(x));
        case TYPE_UINT8:
            return bits(cast_uint8(x));
        case TYPE_INT32:
            return bits(cast_int32(x));
        case TYPE_INT64:
            return bits(cast_int64(x));
        case TYPE_FLOAT16:
            return bits(cast_float16(x));
        case TYPE_BFLOAT16:
            return bits(cast_bfloat16(x));
        case TYPE_FLOAT32:
            return bits(cast_float32(x));
        default:
            return bits(cast_float64(x));
    }
}

#define FLOATS(name, f)                                                                    \
    case OP_##name:                                                                        \
        return type == TYPE_FLOAT64 ? bits(f(as<double>(a))) : bits(f(as<float>(a)));
#define FLOATS_OF_TWO(name, f)                                                             \
    case OP_##name:                                                                        \
        return type == TYPE_FLOAT64 ? bits(f(as<double>(a), as<double>(b)))                \
                                    : bits(f(as<float>(a), as<float>(b)));
#define NUMBERS(name, f)                                                                   \
    case OP_##name:                                                                        \
        return type == TYPE_FLOAT64 ? bits(f(as<double>(a)))                               \
                : type == TYPE_FLOAT32 ? bits(f(as<float>(a)))                             \
                : type == TYPE_INT64   ? bits(f(as<long long>(a)))                         \
                                       : bits(f(as<int>(a)));
#define NUMBERS_OF_TWO(name, f)                                                            \
    case OP_##name:                                                                        \
        return type == TYPE_FLOAT64 ? bits(f(as<double>(a), as<double>(b)))                \
                : type == TYPE_FLOAT32 ? bits(f(as<float>(a), as<float>(b)))               \
                : type == TYPE_INT64   ? bits(f(as<long long>(a), as<long long>(b)))       \
                                       : bits(f(as<int>(a), as<int>(b)));
#define ALL_OF_TWO(name, f)                                                                \
    case OP_##name:                                                                        \
        return type == TYPE_FLOAT64 ? bits(f(as<double>(a), as<double>(b)))                \
                : type == TYPE_FLOAT32 ? bits(f(as<float>(a), as<float>(b)))               \
                : type == TYPE_INT64   ? bits(f(as<long long>(a), as<long long>(b)))       \
                : type == TYPE_BOOL    ? bits(f(as<bool>(a), as<bool>(b)))                 \
                                       : bits(f(as<int>(a), as<int>(b)));
#define TRUTHS_OF_TWO(name, f)                                                             \
    case OP_##name:                                                                        \
        return bits(f(as<bool>(a), as<bool>(b)));

__device__ __noinline__ Word apply(int op, int type, int to, Word a, Word b, Word c) {
    switch (op) {
        case OP_CAST:
            return type == TYPE_FLOAT64 ? cast(to, as<double>(a))
                    : type == TYPE_FLOAT32 ? cast(to, as<float>(a))
                    : type == TYPE_INT64   ? cast(to, as<long long>(a))
                    : type == TYPE_BOOL    ? cast(to, as<bool>(a))
                                           : cast(to, as<int>(a));
        case OP_SELECT:
            return as<bool>(a) ? b : c;
        case OP_NOT:
            return bits(op_not(as<bool>(a)));
        NUMBERS(NEG, op_neg)
        NUMBERS(ABS, op_abs)
        NUMBERS(SIGN, op_sign)
        NUMBERS(FLOOR, op_floor)
        NUMBERS(CEIL, op_ceil)
        NUMBERS(ROUND, op_round)
        NUMBERS(TRUNC, op_trunc)
        FLOATS(SQRT, op_sqrt)
        FLOATS(RSQRT, op_rsqrt)
        FLOATS(RECIPROCAL, op_reciprocal)
        FLOATS(EXP, op_exp)
        FLOATS(EXPM1, op_expm1)
        FLOATS(LOG, op_log)
        FLOATS(LOG1P, op_log1p)
        FLOATS(LOG2, op_log2)
        FLOATS(LOG10, op_log10)
        FLOATS(SIN, op_sin)
        FLOATS(COS, op_cos)
        FLOATS(TAN, op_tan)
        FLOATS(ASIN, op_asin)
        FLOATS(ACOS, op_acos)
        FLOATS(ATAN, op_atan)
        FLOATS(SINH, op_sinh)
        FLOATS(COSH, op_cosh)
        FLOATS(TANH, op_tanh)
        FLOATS(SIGMOID, op_sigmoid)
        FLOATS(SOFTPLUS, op_softplus)
        FLOATS(ERF, op_erf)
        NUMBERS_OF_TWO(ADD, op_add)
        NUMBERS_OF_TWO(SUB, op_sub)
        ALL_OF_TWO(MUL, op_mul)
        FLOATS_OF_TWO(DIV, op_div)
        NUMBERS_OF_TWO(FLOOR_DIV, op_floor_div)
        NUMBERS_OF_TWO(REMAINDER, op_remainder)
        NUMBERS_OF_TWO(POW, op_pow)
        ALL_OF_TWO(MAXIMUM, op_maximum)
        ALL_OF_TWO(MINIMUM, op_minimum)
        FLOATS_OF_TWO(ATAN2, op_atan2)
        ALL_OF_TWO(EQ, op_eq)
        ALL_OF_TWO(NE, op_ne)
        ALL_OF_TWO(LT, op_lt)
        ALL_OF_TWO(LE, op_le)
        ALL_OF_TWO(GT, op_gt)
        ALL_OF_TWO(GE, op_ge)
        TRUTHS_OF_TWO(AND, op_and)
        TRUTHS_OF_TWO(OR, op_or)
        TRUTHS_OF_TWO(XOR, op_xor)
    }
    return 0;
}

// An instruction, from its low bits: operation, type of the operands, slot of the result, slots of the operands, 8 bits
// each, then 16 of a number: which operand or constant is read, or the type that is cast to. OP_STORE writes an operand.
template <int SLOTS> __device__ void interpret(const Program& program) {
    const Word* operand = program.word + program.size;
    const Word* size = operand + program.operands;
    const Word* stride = size + program.rank;
    const Word* constant = program.word + program.constants;
    for (long long i = (long long)blockIdx.x * blockDim.x + threadIdx.x; i < program.items;
            i += (long long)gridDim.x * blockDim.x) {
        Word value[SLOTS];
        long long place[16];
        long long rest = i;
        for (int d = 0; d < program.rank - 1; d++) {
            place[d] = rest % (long long)size[d];
            rest /= (long long)size[d];
        }
        if (program.rank > 0) {
            place[program.rank - 1] = rest;
        }
        for (int step = 0; step < program.size; step++) {
            Word code = program.word[step];
            int op = (int)(code & 255);
            int type = (int)(code >> 8 & 255);
            int number = (int)(code >> 48);
            Word result = 0;
            if (op == OP_INPUT || op == OP_STORE) {
                long long offset = 0;
                for (int d = 0; d < program.rank; d++) {
                    offset += place[d] * (long long)stride[number * program.rank + d];
                }
                if (op == OP_STORE) {
                    store(type, operand[number], offset, value[code >> 24 & 255]);
                    continue;
                }
                result = load(type, operand[number], offset);
            } else if (op == OP_SCALAR || op == OP_LITERAL) {
                result = constant[number];
            } else {
                result = apply(op, type, number, value[code >> 24 & 255], value[code >> 32 & 255],
                        value[code >> 40 & 255]);
            }
            value[code >> 16 & 255] = result;
        }
    }
}

// For programs of few values at a time, and for all: the device sets memory aside for the values of all its threads.
extern "C" __global__ void interpret_small(const __grid_constant__ Program program) {
    interpret<SMALL>(program);
}

extern "C" __global__ void interpret_large(const __grid_constant__ Program program) {
    interpret<LARGE>(program);
}
