// x·scale where an element's uniform number is at least p, else 0. A thread makes 16 bytes of the contiguous result, from
// one block of the generator, or two for half types; PACKED if x is contiguous too and aligned. Operand 0 is x.
struct Mask {
    unsigned long long key, counter;
    double p, scale;
    Index count;
    int rank;
};

__device__ T thinned(T x, const Words& words, int i, const Mask& mask) {
    T result;
    narrow(result, widen(uniform(words, i)) >= (Value)mask.p ? widen(x) * (Value)mask.scale : (Value)0);
    return result;
}

extern "C" __global__ void dropout(const T* in, T* out, const __grid_constant__ Layout layout, Mask mask) {
    const int width = sizeof(T) == 8 ? 2 : 4; // elements of a block of the generator
    const int many = 16 / sizeof(T);          // elements of a thread
    Index item = (Index)blockIdx.x * blockDim.x + threadIdx.x;
    Index first = item * many;
    if (first >= mask.count) {
        return;
    }
    Words words[many / width];
#pragma unroll
    for (int b = 0; b < many / width; b++) {
        words[b] = philox(mask.key, mask.counter + (unsigned long long)item * (many / width) + b);
    }
    if (PACKED && first + many <= mask.count) {
        Pack<T, many> x = *(const Pack<T, many>*)(in + first);
#pragma unroll
        for (int k = 0; k < many; k++) {
            x.at[k] = thinned(x.at[k], words[k / width], k % width, mask);
        }
        *(Pack<T, many>*)(out + first) = x;
        return;
    }
#pragma unroll
    for (int k = 0; k < many; k++) {
        if (first + k < mask.count) {
            Offsets at;
            start(at);
            advance(layout, 0, mask.rank, first + k, at);
            out[first + k] = thinned(in[at.at[0]], words[k / width], k % width, mask);
        }
    }
}
