package io.mtasts.queue;

/**
 * The attempts at a domain so far.
 *
 * @param failures how often a lookup of the domain failed
 * @param waits how often a limit of the service, or the limit of the domain, put the domain off
 */
record Attempts(int failures, int waits) {

    static final Attempts NONE = new Attempts(0, 0);

    /** More than any schedule has delays, so that a forged header cannot overflow. */
    private static final int MAX = 1_000;

    Attempts {
        failures = Math.max(0, Math.min(failures, MAX));
        waits = Math.max(0, Math.min(waits, MAX));
    }

    Attempts afterFailure() {
        return new Attempts(failures + 1, waits);
    }

    Attempts afterWait() {
        return new Attempts(failures, waits + 1);
    }
}
