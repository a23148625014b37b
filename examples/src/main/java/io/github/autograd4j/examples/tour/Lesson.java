package io.github.autograd4j.examples.tour;

/** A program of the tour. */
public interface Lesson {
    /** What it is called on the command line. */
    String name();

    /** What it is about, in a few words. */
    String title();

    /** Computes, prints and checks, on the current device. */
    void teach(Board board);
}
