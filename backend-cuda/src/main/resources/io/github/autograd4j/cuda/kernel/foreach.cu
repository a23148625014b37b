// A program over many tensors. end[k] is the first block that does not belong to tensors 0 … k; beyond the last tensor it
// stays the same.
extern "C" __global__ void foreach(const __grid_constant__ Tensors tensors SCALARS) {
    int low = 0;
    int high = TENSORS - 1;
    while (low < high) {
        int middle = (low + high) / 2;
        if (tensors.end[middle] > (int)blockIdx.x) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    int k = low;
    int first = k == 0 ? 0 : tensors.end[k - 1];
    long long begin = (long long)((int)blockIdx.x - first) * CHUNK;
    long long end = tensors.count[k] - begin < CHUNK ? tensors.count[k] : begin + CHUNK;
    for (long long i = begin + threadIdx.x; i < end; i += blockDim.x) {
        PROGRAM(k, i);
    }
}
