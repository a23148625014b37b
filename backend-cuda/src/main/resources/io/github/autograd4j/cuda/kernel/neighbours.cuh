// Rows whose elements lie side by side, read WIDTH elements in one access of up to 16 bytes. The program that includes
// this defines WIDTH, a power of two. An operand may also be the same along the row: stride 0.
#define ANYWHERE -1
#define NOWHERE -2

// How many elements come before the first from which operands can be read so, given what the operands before this say:
// ANYWHERE if they are the same along the row, NOWHERE if they disagree.
template <class T> __device__ int lead(int before, const T* row, Index stride) {
    int own = (int)(-(unsigned long long)row / sizeof(T)) & (WIDTH - 1);
    return stride == 0 ? before : before == ANYWHERE || before == own ? own : NOWHERE;
}

template <class T> __device__ Pack<T, WIDTH> neighbours(const T* row, Index stride, Index i) {
    if (stride != 0) {
        return *(const Pack<T, WIDTH>*)(row + i);
    }
    Pack<T, WIDTH> same;
#pragma unroll
    for (int j = 0; j < WIDTH; j++) {
        same.at[j] = *row;
    }
    return same;
}
