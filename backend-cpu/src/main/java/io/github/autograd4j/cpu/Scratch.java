package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import java.util.Arrays;

/** What a thread keeps for running programs: registers of one block each, and one value of each instruction. */
final class Scratch {
    /** Elements of a block: few enough that the registers of a program stay in the first-level cache. */
    static final int BLOCK = 1024;

    private static final int INITIAL = 32;
    private static final ThreadLocal<Scratch> MINE = ThreadLocal.withInitial(Scratch::new);

    private final Object[][] registers = new Object[DType.values().length][0];
    private long[] values = new long[INITIAL];

    private Scratch() {}

    static Scratch mine() {
        return MINE.get();
    }

    /** A register for elements of a compute type; the same number is the same register. */
    Object register(DType type, int number) {
        Object[] known = registers[type.ordinal()];
        if (number >= known.length) {
            known = Arrays.copyOf(known, number + 4);
            registers[type.ordinal()] = known;
        }
        if (known[number] == null) {
            known[number] = CpuBuffer.newArray(type, BLOCK);
        }
        return known[number];
    }

    /** At least so many single values. */
    long[] values(int count) {
        if (values.length < count) {
            values = new long[2 * count];
        }
        return values;
    }
}
