package io.github.autograd4j.gpucheck;

import io.github.autograd4j.DeviceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What a stage tries, one after the other and in the same order in each process. A kernel that goes wrong can take the
 * device away from its process, or the process itself; so what was begun is on disk, and the next process goes on behind
 * it.
 */
final class Attempts implements AutoCloseable {
    /** The device cannot be used by this process any more; another one can go on. */
    static final class LostDevice extends RuntimeException {
        private static final long serialVersionUID = 1;

        LostDevice(Throwable cause) {
            super(cause);
        }
    }

    private final Runnable device;
    private final StageReport report;
    private final FileChannel file;
    private final ByteBuffer record = ByteBuffer.allocate(2 * Integer.BYTES);
    private final int begunBefore;
    private final int doneBefore;
    private int begun;
    private volatile String current;
    private volatile long since;

    /**
     * Goes on where the last process of the stage stopped.
     *
     * @param device waits for the device, and throws a {@link DeviceException} if it is lost
     * @param report where to say what was found
     * @param progress the file that says how far a process came
     */
    Attempts(Runnable device, StageReport report, Path progress) throws IOException {
        this.device = device;
        this.report = report;
        file = FileChannel.open(progress, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean known = file.read(record, 0) == record.capacity();
        begunBefore = known ? record.getInt(0) : 0;
        doneBefore = known ? record.getInt(Integer.BYTES) : 0;
    }

    StageReport report() {
        return report;
    }

    /**
     * Tries something, unless an earlier process did.
     *
     * @param what its name
     * @param body what to do
     * @throws LostDevice if the device is lost by it
     */
    void attempt(String what, Attempt body) {
        int number = begun++;
        if (number < begunBefore) {
            if (number == begunBefore - 1 && doneBefore < begunBefore) {
                report.failed(what + ": the process ended in it");
                note(begunBefore);
            }
            return;
        }
        note(number);
        since = System.nanoTime();
        current = what;
        try {
            body.run();
            report.passed();
        } catch (Throwable e) {
            report.failed(what + ": " + e);
            requireDevice();
        } finally {
            current = null;
        }
        note(begun);
    }

    /** A failure in one attempt may be the end of all. */
    private void requireDevice() {
        try {
            device.run();
        } catch (DeviceException e) {
            note(begun);
            throw new LostDevice(e);
        } catch (RuntimeException e) {
            report.say("and then: " + e); // an error that belongs to the attempt, noticed by waiting
        }
    }

    /** Gives up what goes on, if it does so for longer than some time; the process is to be ended. */
    boolean giveUp(double seconds) {
        String what = current;
        if (what == null || System.nanoTime() - since < seconds * 1e9) {
            return false;
        }
        report.failed(what + ": did not end within " + Math.round(seconds) + " s");
        note(begun);
        return true;
    }

    private synchronized void note(int done) {
        record.putInt(0, begun).putInt(Integer.BYTES, done).rewind();
        try {
            file.write(record, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
