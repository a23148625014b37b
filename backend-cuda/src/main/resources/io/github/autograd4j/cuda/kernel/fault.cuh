// Where kernels leave an index out of range: memory that the host reads when it waits for the device. Any of several
// will do.
struct Fault {
    long long index;
    long long size;
    int raised;
};

__device__ void report(Fault* fault, long long index, long long size) {
    fault->index = index;
    fault->size = size;
    fault->raised = 1;
}
