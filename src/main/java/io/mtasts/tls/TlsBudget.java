package io.mtasts.tls;

import java.util.concurrent.Executor;

/**
 * The share of one fetch or probe in the threads for TLS, and the number of handshakes that it may still begin. Belongs to
 * one event loop, apart from the tasks.
 */
public final class TlsBudget {

    /** A first handshake with each of eight addresses, and four repetitions with other parameters. */
    public static final int MAX_HANDSHAKES = 12;

    private final TlsWorkers.Share share;
    private int handshakes;

    TlsBudget(TlsWorkers.Share share) {
        this.share = share;
    }

    /** Counts a handshake. Returns false if there were as many as allowed. */
    public boolean tryHandshake() {
        return ++handshakes <= MAX_HANDSHAKES;
    }

    /** Counts a handshake that repeats a failed one with other parameters. Its tasks give way to those of other checks. */
    public boolean tryRepeatedHandshake() {
        share.charge(TlsWorkers.EXPENSIVE_NANOS);
        return tryHandshake();
    }

    /** Drops the tasks that wait for a thread. The connections that they belong to must be closed as well. */
    public void close() {
        share.close();
    }

    Executor tasks() {
        return share;
    }
}
