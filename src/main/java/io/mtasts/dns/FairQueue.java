package io.mtasts.dns;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * A queue for the slots of one event loop, shared fairly between checks. Confined to that event loop.
 *
 * <p>A free slot goes to the waiting check that has the fewest jobs running. A check without a running job does not wait for
 * a free slot: the most recent job of the check with the most jobs is stopped, and waits again. So a check whose queries
 * are never answered cannot delay one whose queries are answered quickly.
 */
final class FairQueue {

    private final Executor loop;
    private final int maxPerCheck;
    private final Map<Object, Share> shares = new LinkedHashMap<>();
    private int free;
    private int waiting;

    /**
     * Creates a queue.
     *
     * @param slots the number of jobs that run at the same time
     * @param maxPerCheck the number of jobs of one check that run at the same time
     */
    FairQueue(Executor loop, int slots, int maxPerCheck) {
        this.loop = loop;
        this.free = slots;
        this.maxPerCheck = maxPerCheck;
    }

    /** Work that takes a slot from its start until {@link FairQueue#finish}. */
    interface Job {

        /** Starts the work, for the first time or again after {@link #stop}. */
        void start();

        /** Stops the work and frees what it holds, because another check needs the slot. It is started again later. */
        void stop();
    }

    /** The jobs of one check. */
    private static final class Share {

        private final Deque<Job> waiting = new ArrayDeque<>();
        private final Deque<Job> running = new ArrayDeque<>();
    }

    /** Starts the job, at once or when its turn comes. */
    void submit(Object check, Job job) {
        Share share = shares.computeIfAbsent(check, created -> new Share());
        share.waiting.add(job);
        waiting++;
        if (share.running.size() < maxPerCheck && (free > 0 || (share.running.isEmpty() && preempt()))) {
            startNext(check, share);
        }
    }

    /** Ends a job that was submitted, whether it runs or waits. */
    void finish(Object check, Job job) {
        Share share = shares.get(check);
        if (share == null) {
            return;
        }
        if (share.running.remove(job)) {
            free++;
            if (waiting > 0) {
                // Not at once: jobs that end at once would call each other deeper and deeper.
                loop.execute(this::startWaiting);
            }
        } else if (share.waiting.remove(job)) {
            waiting--;
        }
        if (share.running.isEmpty() && share.waiting.isEmpty()) {
            shares.remove(check);
        }
    }

    /** Returns whether the check runs the maximum number of jobs, so that its other jobs wait. */
    boolean isAtLimit(Object check) {
        Share share = shares.get(check);
        return share != null && share.running.size() >= maxPerCheck;
    }

    /** Returns all jobs that run or wait. */
    List<Job> jobs() {
        List<Job> jobs = new ArrayList<>();
        for (Share share : shares.values()) {
            jobs.addAll(share.running);
            jobs.addAll(share.waiting);
        }
        return jobs;
    }

    private void startWaiting() {
        while (free > 0 && waiting > 0) {
            Optional<Map.Entry<Object, Share>> next = shares.entrySet().stream()
                    .filter(entry -> !entry.getValue().waiting.isEmpty()
                            && entry.getValue().running.size() < maxPerCheck)
                    .min(Comparator.comparingInt(
                            entry -> entry.getValue().running.size()));
            if (next.isEmpty()) {
                return;
            }
            startNext(next.get().getKey(), next.get().getValue());
        }
    }

    private void startNext(Object check, Share share) {
        // The last of its equals from now on.
        shares.remove(check);
        shares.put(check, share);
        Job job = share.waiting.remove();
        waiting--;
        free--;
        share.running.add(job);
        job.start();
    }

    /** Stops one job of the check that has the most, unless no check has more than one. */
    private boolean preempt() {
        Share largest = shares.values().stream()
                .max(Comparator.comparingInt(share -> share.running.size()))
                .orElseThrow();
        if (largest.running.size() < 2) {
            return false;
        }
        Job stopped = largest.running.removeLast();
        stopped.stop();
        largest.waiting.addFirst(stopped);
        waiting++;
        free++;
        return true;
    }
}
