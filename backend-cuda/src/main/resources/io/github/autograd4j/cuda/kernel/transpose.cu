// Copies between operands that are contiguous along different axes, by tiles in shared memory: both sides move whole
// lines of a tile. Element is defined by the program that includes this; the layout has the axes of the planes, operand 0
// is the input and operand 1 the output.
#define TILE 32

struct Plane {
    Index rows;    // neighbours in the output
    Index columns; // neighbours in the input
    Index inRow;   // the input's stride from row to row
    Index outColumn;
    Index down; // tiles
    Index across;
    Index planes;
    int rank; // of the axes of planes
};

extern "C" __global__ void __launch_bounds__(256) transpose(const Element* in, Element* out,
        const __grid_constant__ Layout layout, Plane plane) {
    __shared__ Element tile[TILE][TILE + 1]; // the column more puts each column's elements into different banks
    Index tiles = plane.down * plane.across;
    for (Index i = blockIdx.x; i < plane.planes * tiles; i += gridDim.x) {
        Offsets at;
        start(at);
        Index number = i / tiles;
        advance(layout, 0, plane.rank, number, at);
        Index rest = i - number * tiles;
        Index top = rest / plane.across;
        Index left = (rest - top * plane.across) * TILE;
        top *= TILE;
        Index column = left + threadIdx.x;
        for (int y = threadIdx.y; y < TILE && top + y < plane.rows; y += blockDim.y) {
            if (column < plane.columns) {
                tile[y][threadIdx.x] = in[at.at[0] + (top + y) * plane.inRow + column];
            }
        }
        __syncthreads();
        Index row = top + threadIdx.x;
        for (int x = threadIdx.y; x < TILE && left + x < plane.columns; x += blockDim.y) {
            if (row < plane.rows) {
                out[at.at[1] + (left + x) * plane.outColumn + row] = tile[threadIdx.x][x];
            }
        }
        __syncthreads();
    }
}
