// Rows along some axes, each the work of a team of threads: the layout's first axes are kept, the others are a row's.
#include "team.cuh"

struct Rows {
    Index count;
    Index length;
    int kept;
    int rank;
};

// The row of this team, and where it begins in each operand; false beyond the last.
__device__ bool findRow(const Layout& layout, const Rows& rows, Index& row, Offsets& begin) {
    row = teamRow();
    if (row >= rows.count) {
        return false;
    }
    start(begin);
    advance(layout, 0, rows.kept, row, begin);
    return true;
}

// Where element i of a row is.
__device__ Offsets place(const Layout& layout, const Rows& rows, const Offsets& begin, Index i) {
    Offsets at = begin;
    advance(layout, rows.kept, rows.rank, i, at);
    return at;
}
