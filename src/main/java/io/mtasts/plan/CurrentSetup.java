package io.mtasts.plan;

import io.mtasts.finding.Correction;
import io.mtasts.name.DomainName;
import io.mtasts.sts.Mode;
import io.mtasts.sts.MxPattern;
import io.mtasts.sts.Policy;
import io.mtasts.sts.PolicyParser;
import io.mtasts.sts.RecordParseResult;
import io.mtasts.sts.StsRecord;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.Report;
import io.mtasts.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a domain publishes today, as far as a plan depends on it.
 *
 * @param now when the domain was checked, in whole seconds
 * @param servers the mail servers that senders can reach, by preference
 * @param applied the policy that senders with an empty cache apply; empty if there is none
 * @param intended the policy that was meant to be published, corrected if necessary; empty if that cannot be read
 * @param lastChange when the record changed last, at the latest; empty if its id does not read as a time
 */
record CurrentSetup(
        Report report,
        Instant now,
        Verdict verdict,
        List<String> servers,
        Optional<Policy> applied,
        Optional<Policy> intended,
        Optional<Instant> lastChange) {

    /** A resolver reports only what is left of the time to live, so this is also the least. */
    static final Duration DEFAULT_TTL = Duration.ofHours(1);

    /** The time to live of records that were not observed. A longer one is rare. */
    static final Duration UNKNOWN_TTL = Duration.ofDays(1);

    CurrentSetup {
        servers = List.copyOf(servers);
    }

    /** Reads the set-up from a report with a verdict. */
    static CurrentSetup of(Report report) {
        Instant now = report.observations().checkedAt().truncatedTo(ChronoUnit.SECONDS);
        Verdict verdict = report.verdict().orElseThrow();
        Optional<Policy> policy = report.policy().policy();
        return new CurrentSetup(
                report,
                now,
                verdict,
                report.mx().namesToCover(),
                verdict == Verdict.BROKEN || verdict == Verdict.NOT_CONFIGURED ? Optional.empty() : policy,
                policy.or(() -> corrected(report)),
                lastChange(report, now));
    }

    DomainName domain() {
        return report.observations().domain();
    }

    /** Returns the host of the policy and its aliases. */
    HostLookup policyHost() {
        return report.observations().policy().host();
    }

    /** Returns the name that holds the record: no TXT record can exist next to a CNAME record. RFC 1034, 3.6.2. */
    String recordOwner() {
        Lookup<String> record = report.observations().record();
        return Lookup.target(record.cnames()).orElse(record.name());
    }

    /** Returns whether senders with an empty cache apply a policy that names mail servers. */
    boolean hasPolicyInUse() {
        return verdict == Verdict.ENFORCING || verdict == Verdict.TESTING;
    }

    /** Returns whether the policies of the past are unknown, so that the longest max_age is assumed. */
    boolean hidesEarlierPolicies() {
        return (verdict == Verdict.DISABLED || verdict == Verdict.BROKEN)
                && intended.filter(policy -> policy.mode() != Mode.NONE).isEmpty();
    }

    /** Returns whether all patterns are mail servers of today, which every earlier policy had to name. */
    boolean isInUse(List<MxPattern> patterns) {
        return patterns.stream().allMatch(pattern -> !pattern.wildcard() && servers.contains(pattern.toString()));
    }

    /** Returns the patterns that a sender may reject that remembers the policy of today. */
    List<MxPattern> uncovered(List<MxPattern> patterns) {
        Optional<Policy> enforced = verdict == Verdict.ENFORCING ? applied : Optional.empty();
        return patterns.stream()
                .filter(pattern -> enforced.isPresent()
                        ? !PatternSets.covers(enforced.get().mx(), pattern)
                        : !isInUse(List.of(pattern)))
                .toList();
    }

    OptionalLong observedRecordTtl() {
        return report.observations().record().ttlSeconds();
    }

    OptionalLong observedMxTtl() {
        return report.observations().mx().ttlSeconds();
    }

    /** Returns how long resolvers may remember the record. */
    Duration recordTtl() {
        return ttl(observedRecordTtl());
    }

    /** Returns how long resolvers may remember the MX records. */
    Duration mxTtl() {
        return ttl(observedMxTtl());
    }

    private static Duration ttl(OptionalLong observed) {
        if (observed.isEmpty()) {
            return UNKNOWN_TTL;
        }
        Duration ttl = Duration.ofSeconds(observed.getAsLong());
        return ttl.compareTo(DEFAULT_TTL) > 0 ? ttl : DEFAULT_TTL;
    }

    private static Optional<Policy> corrected(Report report) {
        return report.policy()
                .correction()
                .map(Correction::corrected)
                .flatMap(text -> PolicyParser.parse(text.getBytes(StandardCharsets.UTF_8))
                        .policy());
    }

    private static Optional<Instant> lastChange(Report report, Instant now) {
        return report.record()
                .flatMap(RecordParseResult::record)
                .flatMap(StsRecord::latestTime)
                .map(time -> time.isBefore(now) ? time : now);
    }
}
