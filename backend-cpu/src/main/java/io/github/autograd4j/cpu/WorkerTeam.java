package io.github.autograd4j.cpu;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A fixed team of daemon threads that shares numbered tasks with the thread that calls it.
 *
 * <p>The caller decides how work is cut into tasks; the team only decides who runs which one.
 * Whoever cuts by the size of the problem, and not by {@link #size()}, gets the same bits on any
 * number of threads.
 *
 * <p>One caller at a time has the team. A second caller, and a task that calls the team again, runs
 * its tasks itself, in order: nobody ever waits for the team to become free. Workers spin for a few
 * dozen microseconds after a job, because waking a parked thread costs more than most kernels, and
 * then park.
 */
final class WorkerTeam {
    /** System property: number of threads, the caller included. */
    static final String THREADS_PROPERTY = "autograd.cpu.threads";

    /** A team of nobody but the caller. */
    static final WorkerTeam ALONE = new WorkerTeam(1);

    private static final long SPIN_NANOS = 50_000;
    private static final int MAX_THREADS = 1024;

    private final Worker[] workers;
    private final AtomicBoolean busy = new AtomicBoolean();

    /**
     * High half: number of the job; low half: how many of its tasks are unclaimed. Counting down makes
     * a finished job recognisable without reading the fields that belong to it.
     */
    private final AtomicLong ticket = new AtomicLong();

    private final AtomicInteger unfinished = new AtomicInteger();

    // Written by the owner before it publishes a ticket, read by workers after they have seen it.
    private IntTask task;
    private int tasks;

    private volatile Throwable failure;
    private volatile Thread waiting;
    private boolean started;

    /**
     * A team of {@code threads}, the caller included; its workers start with the first job that needs
     * them.
     */
    WorkerTeam(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("a team needs at least one thread: " + threads);
        }
        workers = new Worker[threads - 1];
    }

    /** The team of the process, as large as {@value #THREADS_PROPERTY} or the machine says. */
    static WorkerTeam shared() {
        return Shared.TEAM;
    }

    /** Number of threads that can run tasks at once, the caller included. */
    int size() {
        return workers.length + 1;
    }

    /**
     * Runs {@code task} once for each index below {@code tasks} and returns when all are done. If
     * tasks throw, those not yet begun are dropped and the first exception is thrown here.
     */
    void run(int tasks, IntTask task) {
        if (tasks <= 1 || workers.length == 0 || !busy.compareAndSet(false, true)) {
            for (int i = 0; i < tasks; i++) {
                task.run(i);
            }
            return;
        }
        try {
            publish(tasks, task);
            work(ticket.get() >>> 32);
            awaitOthers();
            Throwable thrown = failure;
            if (thrown != null) {
                failure = null;
                WorkerTeam.<RuntimeException>rethrow(thrown);
            }
        } finally {
            this.task = null;
            busy.set(false);
        }
    }

    /**
     * Cuts {@code [0, n)} into pieces of {@code grain} (the last may be shorter) and runs them all.
     * The cuts depend on {@code n} and {@code grain} only; up to one grain of work runs inline.
     */
    void forRange(long n, long grain, RangeTask task) {
        if (grain < 1) {
            throw new IllegalArgumentException("grain must be positive: " + grain);
        }
        if (n <= grain) {
            if (n > 0) {
                task.run(0, n);
            }
            return;
        }
        long pieces = (n - 1) / grain + 1;
        run(Math.toIntExact(pieces), i -> {
            long from = i * grain;
            task.run(from, Math.min(n, from + grain));
        });
    }

    private void publish(int tasks, IntTask task) {
        if (!started) {
            start();
        }
        this.task = task;
        this.tasks = tasks;
        unfinished.set(tasks);
        ticket.set(((ticket.get() >>> 32) + 1) << 32 | tasks);
        int helpers = Math.min(tasks - 1, workers.length);
        for (Worker worker : workers) {
            if (helpers == 0) {
                break;
            }
            worker.wake();
            helpers--;
        }
    }

    private void start() {
        for (int i = 0; i < workers.length; i++) {
            Worker worker = new Worker(i + 1);
            workers[i] = worker;
            worker.start();
        }
        started = true;
    }

    /** Runs tasks of the given job until none is left unclaimed. */
    private void work(long job) {
        for (; ; ) {
            long seen = ticket.get();
            int unclaimed = (int) seen;
            if (seen >>> 32 != job || unclaimed == 0) {
                return;
            }
            // Both reads belong to the job if the claim succeeds: the owner writes these fields again only
            // after every task of the job has been claimed and finished.
            IntTask mine = task;
            int index = tasks - unclaimed;
            if (ticket.compareAndSet(seen, seen - 1)) {
                runOne(mine, index);
            }
        }
    }

    private void runOne(IntTask mine, int index) {
        try {
            if (failure == null) {
                mine.run(index);
            }
        } catch (Throwable t) {
            synchronized (busy) {
                if (failure == null) {
                    failure = t;
                }
            }
        } finally {
            if (unfinished.decrementAndGet() == 0) {
                Thread owner = waiting;
                if (owner != null) {
                    LockSupport.unpark(owner);
                }
            }
        }
    }

    private void awaitOthers() {
        if (unfinished.get() == 0) {
            return;
        }
        long start = System.nanoTime();
        for (int spins = 0; unfinished.get() != 0; spins++) {
            if ((spins & 63) == 63 && System.nanoTime() - start > SPIN_NANOS) {
                awaitParked();
                return;
            }
            Thread.onSpinWait();
        }
    }

    private void awaitParked() {
        boolean interrupted = false;
        waiting = Thread.currentThread();
        while (unfinished.get() != 0) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        waiting = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void rethrow(Throwable thrown) throws E {
        throw (E) thrown;
    }

    private static int configuredThreads() {
        int processors = Runtime.getRuntime().availableProcessors();
        Integer asked = Integer.getInteger(THREADS_PROPERTY);
        return Math.min(asked != null && asked > 0 ? asked : processors, MAX_THREADS);
    }

    private static final class Shared {
        static final WorkerTeam TEAM = new WorkerTeam(configuredThreads());
    }

    private final class Worker extends Thread {
        private final AtomicBoolean parked = new AtomicBoolean();

        Worker(int number) {
            super(null, null, "autograd-cpu-" + number, 0, false);
            setDaemon(true);
            setContextClassLoader(null);
        }

        @Override
        public void run() {
            long job = 0;
            for (; ; ) {
                job = await(job);
                work(job);
            }
        }

        /** Returns the number of a job other than {@code last}. */
        private long await(long last) {
            long start = System.nanoTime();
            for (int spins = 1; ; spins++) {
                long job = ticket.get() >>> 32;
                if (job != last) {
                    return job;
                }
                if ((spins & 63) == 0 && System.nanoTime() - start > SPIN_NANOS) {
                    park(last);
                }
                Thread.onSpinWait();
            }
        }

        private void park(long last) {
            parked.set(true);
            while (ticket.get() >>> 32 == last && parked.get()) {
                LockSupport.park(WorkerTeam.this);
                Thread.interrupted();
            }
            parked.set(false);
        }

        void wake() {
            if (parked.get() && parked.compareAndSet(true, false)) {
                LockSupport.unpark(this);
            }
        }
    }
}
