package io.github.autograd4j.internal;

/** A piece of a device's memory: handed out, or free between its neighbours in the segment it was carved from. */
final class Block implements Comparable<Block> {
    final Segment segment;
    final long address;
    long bytes;
    boolean free;
    Block before;
    Block after;

    /** A segment of a device's memory. One that is not split is a single block. */
    record Segment(long address, long bytes, boolean small) {}

    Block(Segment segment, long address, long bytes) {
        this.segment = segment;
        this.address = address;
        this.bytes = bytes;
    }

    /** Whether nothing of the segment is handed out. */
    boolean isWholeSegment() {
        return bytes == segment.bytes();
    }

    /** The smaller first, then the lower: which one is taken does not depend on history more than it must. */
    @Override
    public int compareTo(Block other) {
        int bySize = Long.compare(bytes, other.bytes);
        return bySize != 0 ? bySize : Long.compare(address, other.address);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(address);
    }
}
