// Accumulators across the 32 threads of a warp, word by word.
#define SHUFFLE(name, intrinsic)                                            \
    template <class T> __device__ T name(T value, int distance) {           \
        union {                                                             \
            T whole;                                                        \
            unsigned words[sizeof(T) / 4];                                  \
        } u;                                                                \
        u.whole = value;                                                    \
        for (int i = 0; i < (int)(sizeof(T) / 4); i++) {                    \
            u.words[i] = intrinsic(0xffffffffu, u.words[i], distance);      \
        }                                                                   \
        return u.whole;                                                     \
    }
SHUFFLE(shuffleDown, __shfl_down_sync)
SHUFFLE(shuffleUp, __shfl_up_sync)
SHUFFLE(shuffleXor, __shfl_xor_sync)

// Leaves in thread 0 what all 32 accumulated.
template <class A> __device__ void mergeWarp(A& a) {
#pragma unroll
    for (int distance = 16; distance > 0; distance /= 2) {
        A other = shuffleDown(a, distance);
        merge(a, other);
    }
}
