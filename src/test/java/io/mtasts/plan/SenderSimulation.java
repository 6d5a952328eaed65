package io.mtasts.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;

/**
 * The cache of one sender while a domain changes. All times are seconds after the check of the domain.
 *
 * <p>It follows what the sources of the senders do, event by event, and computes no waiting time.
 */
final class SenderSimulation {

    /** A policy in use, in the words that matter here. */
    record Served(long from, boolean enforces, List<String> patterns, long maxAge, boolean readable) {

        boolean refuses(String server) {
            String parent = "*" + server.substring(server.indexOf('.'));
            return enforces && !patterns.contains(server) && !patterns.contains(parent);
        }
    }

    /** The value of something from a time on. */
    record From<T>(long time, T value) {}

    /**
     * What the domain does.
     *
     * @param policies served one after the other
     * @param ids of the record, empty for no record
     * @param recordTtl the real time to live of the record
     * @param live the mail servers in use, from a time on
     */
    record World(
            List<Served> policies, List<From<String>> ids, long recordTtl, List<From<List<String>>> live, long end) {}

    /** What the sender remembers. */
    private record Held(Served policy, String id, long expires) {}

    /** How a sender behaves. */
    enum Behavior {
        /** Compares ids. */
        ID,
        /** The same, but looks up the record at most once a minute, and extends the policy if the id is the same. */
        ID_ONCE_A_MINUTE,
        /** The same, but compares at each mail, and keeps a fetched file for five minutes. */
        ID_WITH_FILE_CACHE,
        /** Compares ids, and extends an expired policy if the id is the same. */
        ID_EXTENDS,
        /** Fetches every ten minutes. */
        FETCH,
        /** Compares nothing until the policy expires, and fetches it shortly before. */
        EXPIRY,
        /** Compares nothing until the policy expires, and extends it at each mail that sees the same id. */
        WORST
    }

    private final Behavior behavior;
    private final LongUnaryOperator lifetime;
    private final World world;
    private final Random random;
    private Optional<Held> held;
    private From<String> knownId = new From<>(Long.MIN_VALUE / 2, "");
    private From<Served> file = new From<>(Long.MIN_VALUE / 2, null);
    private long lastLookup = Long.MIN_VALUE / 2;
    private final List<String> violations = new ArrayList<>();

    private SenderSimulation(Behavior behavior, LongUnaryOperator lifetime, World world, Random random) {
        this.behavior = behavior;
        this.lifetime = lifetime;
        this.world = world;
        this.random = random;
        held = Optional.empty();
    }

    static Behavior behavior(String id) {
        return switch (id) {
            case "mox", "stalwart", "kumomta", "maddy", "mimecast-lib" -> Behavior.ID;
            case "postfix-mta-sts-resolver", "proton" -> Behavior.ID_ONCE_A_MINUTE;
            case "halon" -> Behavior.ID_WITH_FILE_CACHE;
            case "zonemta" -> Behavior.ID_EXTENDS;
            case "chasquid" -> Behavior.FETCH;
            case "postfix-tlspol", "exim-perl" -> Behavior.EXPIRY;
            default -> Behavior.WORST;
        };
    }

    /** Returns how long a sender remembers a policy in mode enforce with a max_age. */
    static long lifetime(String id, long maxAge) {
        return switch (id) {
            case "postfix-tlspol" -> Math.min(maxAge, 30 * 86_400L);
            case "stalwart" -> maxAge < 3_600 || maxAge >= 31_557_600 ? 86_400 : maxAge;
            case "mimecast-lib" -> Math.max(maxAge, 7 * 86_400L);
            default -> maxAge;
        };
    }

    /** Returns each moment at which the sender remembered a policy that refuses a mail server in use. */
    static List<String> run(String sender, World world, Random random) {
        SenderSimulation simulation =
                new SenderSimulation(behavior(sender), maxAge -> lifetime(sender, maxAge), world, random);
        simulation.run();
        return simulation.violations.stream()
                .limit(1)
                .map(text -> sender + ": " + text)
                .toList();
    }

    private void run() {
        TreeSet<Long> times = new TreeSet<>();
        long start = -40 * 86_400L;
        for (int i = random.nextInt(random.nextInt(3) == 0 ? 100 : 30); i > 0; i--) {
            times.add(start + Math.abs(random.nextLong()) % (world.end() - start));
        }
        // The worst times are just before something changes, and when a cached record is about to expire.
        List<Long> edges = new ArrayList<>();
        world.policies().forEach(policy -> edges.add(policy.from()));
        world.ids().forEach(id -> edges.add(id.time()));
        world.live().forEach(change -> edges.add(change.time()));
        for (long edge : edges) {
            for (long offset : new long[] {-301, -1, 0, 1, 100, world.recordTtl() - 2, world.recordTtl() + 1}) {
                if (random.nextInt(3) > 0) {
                    times.add(edge + offset);
                }
            }
        }
        if (random.nextInt(3) == 0) {
            // A sender that has never sent mail to the domain.
            times.headSet(-400L).clear();
        }
        while (!times.isEmpty()) {
            long time = times.pollFirst();
            if (time > world.end()) {
                break;
            }
            deliver(time);
            check(time);
            if (behavior == Behavior.FETCH && random.nextBoolean()) {
                times.add(time + 600);
            }
            held.filter(policy -> behavior == Behavior.EXPIRY && random.nextInt(4) > 0 && policy.expires() - 30 > time)
                    .ifPresent(policy -> times.add(policy.expires() - 30));
            // Also without any mail, the sender remembers the policy when the mail servers change.
            world.live().stream()
                    .map(From::time)
                    .filter(change -> change > time && (times.isEmpty() || change < times.first()))
                    .forEach(this::check);
        }
    }

    /** Counts a refusal, unless the policy of the start refused the server before anything changed. */
    private void check(long time) {
        List<String> live = at(world.live(), time);
        held.filter(policy -> policy.expires() > time)
                .ifPresent(policy -> live.stream()
                        .filter(policy.policy()::refuses)
                        .filter(server -> !refusedBefore(policy.policy(), server, time))
                        .forEach(server ->
                                violations.add("remembers " + policy + " at " + time + ", which refuses " + server)));
    }

    private boolean refusedBefore(Served policy, String server, long time) {
        List<From<List<String>>> live = world.live();
        boolean isBefore = live.size() == 1 || time < live.get(1).time();
        return policy.from() < 0
                && live.get(0).value().contains(server)
                && (isBefore || !live.get(live.size() - 1).value().contains(server));
    }

    private void deliver(long time) {
        Optional<Held> valid = held.filter(policy -> policy.expires() > time);
        switch (behavior) {
            case FETCH -> {
                if (valid.isEmpty() && id(time).isEmpty()) {
                    return;
                }
                fetch(time, "", false);
            }
            case EXPIRY -> {
                if (valid.isEmpty() ? !id(time).isEmpty() : valid.get().expires() - time <= 30) {
                    fetch(time, "", false);
                }
            }
            case WORST -> {
                String id = id(time);
                if (valid.isEmpty() && !id.isEmpty()) {
                    fetch(time, id, false);
                } else if (valid.isPresent() && valid.get().id().equals(id)) {
                    extend(time);
                }
            }
            case ID -> compare(time, valid, false, false);
            case ID_EXTENDS -> compare(time, valid.or(() -> held), true, false);
            case ID_WITH_FILE_CACHE -> compare(time, valid, true, true);
            case ID_ONCE_A_MINUTE -> {
                if (valid.isEmpty() || time - lastLookup > 60) {
                    lastLookup = time;
                    compare(time, valid, true, false);
                }
            }
        }
    }

    private void compare(long time, Optional<Held> known, boolean extendsPolicy, boolean keepsFile) {
        String id = id(time);
        if (id.isEmpty()) {
            return;
        }
        if (known.isPresent() && known.get().id().equals(id)) {
            boolean isExpired = known.get().expires() <= time;
            if (extendsPolicy) {
                extend(time);
            } else if (isExpired) {
                fetch(time, id, keepsFile);
            }
        } else {
            fetch(time, id, keepsFile);
        }
    }

    private void extend(long time) {
        held = held.map(policy -> new Held(
                policy.policy(),
                policy.id(),
                time + lifetime.applyAsLong(policy.policy().maxAge())));
    }

    private void fetch(long time, String id, boolean keepsFile) {
        Served served = at(
                world.policies().stream()
                        .map(policy -> new From<>(policy.from(), policy))
                        .toList(),
                time);
        if (keepsFile && time - file.time() < 300 && file.value() != null) {
            served = file.value();
        } else if (random.nextInt(4) == 0 || !served.readable()) {
            return;
        } else {
            file = new From<>(time, served);
        }
        held = Optional.of(new Held(served, id, time + lifetime.applyAsLong(served.maxAge())));
    }

    /**
     * Returns the id that the resolver of the sender has. It remembers a record as long as it may, and another client may
     * have queried it before.
     */
    private String id(long time) {
        long expiry = knownId.time() + world.recordTtl();
        if (expiry <= time) {
            long age = random.nextBoolean() ? 0 : Math.max(0, world.recordTtl() - 1 - random.nextInt(60));
            long queried = Math.max(expiry, time - age);
            knownId = new From<>(queried, at(world.ids(), queried));
        }
        return knownId.value();
    }

    private static <T> T at(List<From<T>> changes, long time) {
        return changes.stream()
                .filter(change -> change.time() <= time)
                .max(Comparator.comparingLong(From::time))
                .map(From::value)
                .orElse(changes.get(0).value());
    }
}
