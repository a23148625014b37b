// Atomic addition for types of 8 and 16 bits, which have no instruction of their own: the word around the element is
// replaced until nothing has come in between.
__device__ void put(T* at, T x) {
    union {
        Bits bits;
        T element;
    } old, sum;
    unsigned shift = 8 * (unsigned)((size_t)at & 3);
    unsigned mask = (unsigned)(Bits)~0u << shift;
    unsigned* word = (unsigned*)((size_t)at & ~(size_t)3);
    unsigned seen = *(volatile unsigned*)word;
    for (;;) {
        old.bits = (Bits)(seen >> shift);
        sum.element = plus(old.element, x);
        unsigned now = atomicCAS(word, seen, (seen & ~mask) | (unsigned)sum.bits << shift);
        if (now == seen) {
            return;
        }
        seen = now;
    }
}
