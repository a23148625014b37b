package io.github.autograd4j.cpu;

/** The working memory of matrix products of one element type, kept per thread. */
final class GemmBuffers<T> {
    /** What one call shares with its tasks: packed panels of B, partial sums. */
    final ThreadBuffers<T> shared;

    /** What a task has for itself: packed rows of A, a tile. */
    final ThreadBuffers<T> local;

    GemmBuffers(GemmKernel<T> kernel) {
        shared = new ThreadBuffers<>(kernel::allocate, kernel::length);
        local = new ThreadBuffers<>(kernel::allocate, kernel::length);
    }
}
