// Rows along several axes: the layout's first axes are kept, the others are those of a row.
struct Rows {
    double eps;
    Index count;
    Index length;
    int kept;
    int rank;
};

__device__ Offsets place(const Layout& layout, const Rows& rows, const Offsets& row, Index i) {
    Offsets at = row;
    advance(layout, rows.kept, rows.rank, i, at);
    return at;
}
