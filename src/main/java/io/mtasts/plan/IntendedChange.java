package io.mtasts.plan;

import io.mtasts.name.DomainName;
import io.mtasts.sts.Mode;
import io.mtasts.sts.MxPattern;
import io.mtasts.sts.MxPatterns;
import io.mtasts.sts.Policy;
import io.mtasts.verdict.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a change leads to, compared with today.
 *
 * @param target the policy after the change; empty if there is none
 * @param patterns the mail servers after the change, or the patterns of the policy if only that is known
 * @param changesMx whether mail servers come or go
 */
record IntendedChange(
        CurrentSetup today,
        List<DomainName> servers,
        Optional<Policy> target,
        List<MxPattern> patterns,
        boolean changesMx) {

    IntendedChange {
        servers = List.copyOf(servers);
        patterns = List.copyOf(patterns);
    }

    static IntendedChange of(PlanRequest request, CurrentSetup today) {
        List<DomainName> servers = request.mailServers();
        Optional<Policy> target = request.policy().or(() -> adapted(servers, today));
        List<MxPattern> patterns = servers.isEmpty() ? named(target.orElseThrow()) : PatternSets.of(servers);
        boolean changesMx = servers.isEmpty() ? differ(patterns, today.servers()) : differs(servers, today.servers());
        return new IntendedChange(today, servers, target, patterns, changesMx);
    }

    /** Returns the policy of today for other mail servers. A domain without a policy in use stays without one. */
    private static Optional<Policy> adapted(List<DomainName> names, CurrentSetup today) {
        List<MxPattern> servers = PatternSets.of(names);
        Optional<Policy> intended = today.intended();
        return switch (today.verdict()) {
            case ENFORCING, TESTING -> {
                Policy current = today.applied().orElseThrow();
                List<MxPattern> kept = current.mx().stream()
                        .filter(pattern ->
                                servers.stream().anyMatch(server -> PatternSets.covers(List.of(pattern), server)))
                        .toList();
                yield Optional.of(new Policy(current.mode(), PatternSets.union(kept, servers), current.maxAge()));
            }
            case BROKEN ->
                intended.filter(policy -> policy.mode() == Mode.NONE).isPresent()
                        ? Optional.empty()
                        : Optional.of(new Policy(
                                intended.map(Policy::mode).orElse(Mode.TESTING),
                                servers,
                                intended.map(Policy::maxAge).orElse(Policy.DEFAULT_MAX_AGE)));
            case DISABLED, NOT_CONFIGURED -> Optional.empty();
        };
    }

    /** Returns the patterns that a policy requires. Those of mode none mean nothing. */
    private static List<MxPattern> named(Policy policy) {
        return policy.mode() == Mode.NONE
                ? List.of()
                : policy.mx().stream().distinct().toList();
    }

    private static boolean differs(List<DomainName> servers, List<String> current) {
        Set<String> names = new HashSet<>();
        servers.forEach(server -> names.add(server.ascii()));
        return !names.equals(Set.copyOf(current));
    }

    /** Returns whether a server has no pattern, or a pattern has no server. Without patterns nothing is known to change. */
    private static boolean differ(List<MxPattern> patterns, List<String> current) {
        if (patterns.isEmpty()) {
            return false;
        }
        MxPatterns all = new MxPatterns(patterns);
        Set<MxPattern> used = new HashSet<>();
        current.forEach(server -> used.addAll(all.matching(server)));
        return !PatternSets.uncovered(patterns, current).isEmpty() || !used.containsAll(patterns);
    }

    /** Returns whether MTA-STS ends with this change. */
    boolean removes() {
        return target.filter(policy -> policy.mode() == Mode.NONE).isPresent();
    }

    /** Returns whether anything differs from today. */
    boolean isChange() {
        if (changesMx) {
            return true;
        }
        return removes()
                ? today.verdict() != Verdict.NOT_CONFIGURED
                : target.filter(policy -> !isApplied(policy)).isPresent();
    }

    /** Returns whether senders with an empty cache apply this policy today. */
    boolean isApplied(Policy policy) {
        return today.applied().filter(current -> isSame(current, policy)).isPresent();
    }

    /** Returns whether two policies mean the same. */
    static boolean isSame(Policy one, Policy other) {
        return one.mode() == other.mode()
                && one.maxAge() == other.maxAge()
                && new HashSet<>(one.mx()).equals(new HashSet<>(other.mx()));
    }

    /** Returns whether the change has to wait until senders forget these policies. */
    boolean waitsFor(RememberedPolicies policies) {
        if (removes() || !changesMx) {
            return removes() && isChange();
        }
        // If the policy of today names all new servers, an earlier one that did not may still be remembered.
        return !today.uncovered(patterns).isEmpty() || policies.replacedAt().isPresent() && !today.isInUse(patterns);
    }

    /** Returns the mail servers that are new, or the patterns that accept no mail server of today. */
    List<String> added() {
        return changesMx
                ? PatternSets.texts(patterns.stream()
                        .filter(pattern -> PatternSets.uncovered(List.of(pattern), today.servers())
                                .equals(today.servers()))
                        .toList())
                : List.of();
    }

    /** Returns the mail servers that are no longer used, as far as that is known. */
    List<String> retired() {
        return changesMx ? PatternSets.uncovered(patterns, today.servers()) : List.of();
    }

    /** Returns the mode in which a policy names the new mail servers first. */
    Mode firstMode() {
        Mode last = target.orElseThrow().mode();
        return switch (today.verdict()) {
            case ENFORCING -> last;
            case TESTING -> changesMx ? Mode.TESTING : last;
            case BROKEN, DISABLED, NOT_CONFIGURED -> Mode.TESTING;
        };
    }

    /**
     * Returns the policy that is published before the change; empty if the one of today is sufficient.
     *
     * @param waits whether the change waits until senders forget an old policy
     */
    Optional<Policy> bridge(boolean waits) {
        if (target.isEmpty() || !isChange() || !changesMx && !removes()) {
            return Optional.empty();
        }
        boolean isBroken = today.verdict() == Verdict.BROKEN;
        if (removes()) {
            return today.hasPolicyInUse() || isBroken ? Optional.of(none()) : Optional.empty();
        }
        List<MxPattern> current =
                today.hasPolicyInUse() ? today.applied().orElseThrow().mx() : List.of();
        List<MxPattern> used = PatternSets.union(PatternSets.ofNames(today.servers()), patterns);
        List<MxPattern> all = PatternSets.union(current, used);
        Mode mode = firstMode();
        boolean isNeeded = today.hasPolicyInUse()
                ? all.size() != Set.copyOf(current).size()
                        || mode != today.applied().orElseThrow().mode()
                : isBroken && waits;
        if (!isNeeded) {
            return Optional.empty();
        }
        Policy policy = new Policy(mode, all, target.orElseThrow().maxAge());
        // A policy that would be too long for some senders leaves out the patterns that no mail server needs.
        return Optional.of(
                policy.toString().length() <= Policy.MAX_LENGTH ? policy : new Policy(mode, used, policy.maxAge()));
    }

    /** Mode none needs no patterns, but some senders reject a policy without any. RFC 8461, 3.2. */
    private Policy none() {
        Policy none = target.orElseThrow();
        List<MxPattern> some =
                none.mx().isEmpty() ? today.intended().map(Policy::mx).orElse(List.of()) : none.mx();
        return new Policy(Mode.NONE, some.isEmpty() ? PatternSets.ofNames(today.servers()) : some, none.maxAge());
    }
}
