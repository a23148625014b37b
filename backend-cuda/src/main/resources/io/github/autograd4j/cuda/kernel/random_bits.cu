// A thread for each block of the generator: 4 elements, or 2 of 64 bits.
extern "C" __global__ void random_uniform(
        T* out, unsigned long long key, unsigned long long counter, unsigned long long count) {
    unsigned long long block = (unsigned long long)blockIdx.x * blockDim.x + threadIdx.x;
    const int width = sizeof(T) == 8 ? 2 : 4;
    if (block * width >= count) {
        return;
    }
    Words words = philox(key, counter + block);
    for (int i = 0; i < width && block * width + i < count; i++) {
        out[block * width + i] = uniform(words, i);
    }
}
