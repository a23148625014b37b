// What the variants of a scan share: rows lie along the layout's axes, operand 0 is the input, operand 1 the output.
struct Extent {
    Index rows;   // how many rows
    Index length; // of each
    Index chunk;  // how much of a row a block takes
    Index inStride;
    Index outStride;
    int rank;
};
