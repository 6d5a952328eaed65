package io.mtasts.bench;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** So many checks under way at any time, until the time is over; no two of them of one domain. */
final class ClosedLoop {

    private final CheckOperation check;
    private final List<String> domains;
    private final AtomicInteger next = new AtomicInteger();

    /** How much was done, and how much of it was wrong. */
    record Done(long checks, long wrong, long nanos) {}

    ClosedLoop(CheckOperation check, List<String> domains) {
        this.check = check;
        this.domains = domains;
    }

    Done run(int inFlight, long millis) throws InterruptedException {
        Run run = new Run(inFlight, System.nanoTime() + millis * 1_000_000);
        long start = System.nanoTime();
        for (int i = 0; i < inFlight; i++) {
            run.step();
        }
        run.ended.await();
        return new Done(run.checks.get(), run.wrong.get(), System.nanoTime() - start);
    }

    private String nextDomain() {
        return domains.get(Math.floorMod(next.getAndIncrement(), domains.size()));
    }

    private final class Run {

        private final long end;
        private final CountDownLatch ended;
        private final AtomicLong checks = new AtomicLong();
        private final AtomicLong wrong = new AtomicLong();

        Run(int inFlight, long end) {
            this.end = end;
            this.ended = new CountDownLatch(inFlight);
        }

        void step() {
            check.of(nextDomain()).onComplete(result -> {
                checks.incrementAndGet();
                if (result.failed() || !result.result()) {
                    wrong.incrementAndGet();
                }
                if (System.nanoTime() < end) {
                    step();
                } else {
                    ended.countDown();
                }
            });
        }
    }
}
