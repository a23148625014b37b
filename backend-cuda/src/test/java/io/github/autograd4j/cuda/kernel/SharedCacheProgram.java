package io.github.autograd4j.cuda.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Keeps and finds images in a folder that other processes use at the same time, and ends badly if it ever sees one that is
 * missing after it was there, or that is no process's own.
 */
public final class SharedCacheProgram {
    private static final int NAMES = 4;
    private static final int ROUNDS = 300;
    private static final int SIZE = 100_000;

    private SharedCacheProgram() {}

    /**
     * The program.
     *
     * @param arguments the folder, one where processes meet, how many there are, and the number of this one
     */
    public static void main(String[] arguments) throws IOException {
        ImageFolder images = new ImageFolder(Path.of(arguments[0]));
        int processes = Integer.parseInt(arguments[2]);
        byte own = Byte.parseByte(arguments[3]);
        meet(Path.of(arguments[1]), processes, own);
        byte[] image = new byte[SIZE + own];
        Arrays.fill(image, own);
        for (int round = 0; round < ROUNDS; round++) {
            String name = "k" + round % NAMES;
            images.keep(name, image);
            byte[] found = images.find(name);
            if (found == null) {
                throw new IllegalStateException("round " + round + ": " + name + " is missing or torn");
            }
            for (byte b : found) {
                if (b != found[0] || found.length != SIZE + b) {
                    throw new IllegalStateException("round " + round + ": " + name + " is mixed");
                }
            }
        }
        System.out.println("done " + own);
    }

    /** Waits until all have come, so that none is done before another begins. */
    private static void meet(Path folder, int processes, int own) throws IOException {
        Files.createFile(folder.resolve("process" + own));
        long come = 0;
        while (come < processes) {
            try (Stream<Path> files = Files.list(folder)) {
                come = files.count();
            }
            Thread.onSpinWait();
        }
    }
}
