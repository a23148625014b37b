// Box and Muller in float64, a thread for each two elements.
extern "C" __global__ void random_normal(
        T* out, unsigned long long key, unsigned long long counter, unsigned long long count) {
    unsigned long long block = (unsigned long long)blockIdx.x * blockDim.x + threadIdx.x;
    if (2 * block >= count) {
        return;
    }
    Words words = philox(key, counter + block);
    double radius = sqrt(-2 * log(1 - fraction(pair(words, 0))));
    double angle = 2 * 3.14159265358979323846 * fraction(pair(words, 1));
    narrow(out[2 * block], (Compute)(radius * cos(angle)));
    if (2 * block + 1 < count) {
        narrow(out[2 * block + 1], (Compute)(radius * sin(angle)));
    }
}
