package io.mtasts.check;

import io.mtasts.finding.Finding;
import io.mtasts.name.DomainName;
import io.mtasts.name.Idna;
import io.mtasts.plan.PlanRequest;
import io.mtasts.sts.Mode;
import io.mtasts.sts.MxPattern;
import io.mtasts.sts.MxPatterns;
import io.mtasts.sts.Policy;
import io.mtasts.sts.PolicyParseResult;
import io.mtasts.sts.PolicyParser;
import io.mtasts.text.ListSummary;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A parser for planned changes. */
public final class PlanRequestParser {

    /** The number of mail servers, and of patterns in a policy. */
    static final int MAX_SERVERS = 100;

    /** How far ahead a change may be. A policy can be remembered for a year. */
    static final Duration MAX_AHEAD = Duration.ofDays(3 * 366);

    private static final String CODE = "plan-invalid";
    private static final Set<String> MEMBERS = Set.of("mailServers", "policy", "cutOver", "longestMaxAgeSeconds");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,10}");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern LOCAL = Pattern.compile(DATE + "[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?");

    private PlanRequestParser() {}

    /**
     * Parses a JSON object.
     *
     * @param now the current time
     * @throws RejectedException if the text is anything else, or a member is not valid
     */
    public static PlanRequest ofJson(String text, Instant now) {
        JsonMembers json = JsonMembers.parse(text, MEMBERS, CODE);
        return of(
                json.elements("mailServers")
                        .map(name -> json.text(name, "mailServers"))
                        .toList(),
                json.string("policy"),
                json.string("cutOver"),
                json.scalar("longestMaxAgeSeconds"),
                now);
    }

    /**
     * Parses the fields of a form. A blank field was not entered.
     *
     * @param mailServers separated by white space or commas
     * @param longestMaxAge in seconds
     * @param now the current time
     * @throws RejectedException if a field is not valid
     */
    public static PlanRequest ofForm(
            String mailServers, String policy, String cutOver, String longestMaxAge, Instant now) {
        return of(
                Stream.of(mailServers.split("[\\s,]+"))
                        .filter(name -> !name.isEmpty())
                        .toList(),
                entered(policy),
                entered(cutOver),
                entered(longestMaxAge),
                now);
    }

    private static Optional<String> entered(String field) {
        return Optional.of(field.strip()).filter(text -> !text.isEmpty());
    }

    private static PlanRequest of(
            List<String> names,
            Optional<String> policyText,
            Optional<String> cutOver,
            Optional<String> longestMaxAge,
            Instant now) {
        if (names.size() > MAX_SERVERS) {
            throw invalid("There may be at most " + MAX_SERVERS + " mail servers.");
        }
        List<DomainName> servers =
                names.stream().map(PlanRequestParser::server).distinct().toList();
        Optional<Policy> policy = policyText.map(PlanRequestParser::policy);
        if (servers.isEmpty() && policy.isEmpty()) {
            throw invalid("Send the intended mail servers, or the intended policy.");
        }
        policy.filter(intended -> intended.mode() != Mode.NONE).ifPresent(intended -> {
            MxPatterns patterns = new MxPatterns(intended.mx());
            List<String> uncovered = servers.stream()
                    .map(DomainName::ascii)
                    .filter(server -> patterns.matching(server).isEmpty())
                    .toList();
            if (!uncovered.isEmpty()) {
                throw invalid("The intended policy leaves out intended mail servers: "
                        + ListSummary.summarize(uncovered) + ".");
            }
        });
        return new PlanRequest(
                servers,
                policy,
                cutOver.map(text -> time(text, now)),
                longestMaxAge.map(PlanRequestParser::seconds).orElseGet(OptionalLong::empty));
    }

    private static DomainName server(String text) {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        return Optional.of(name)
                .filter(host -> host.indexOf('.') > 0)
                .flatMap(Idna::toAscii)
                .flatMap(MxPattern::of)
                .map(MxPattern::name)
                .orElseThrow(() -> invalid("A mail server must be a host name such as mx1.example.com."));
    }

    private static Policy policy(String text) {
        PolicyParseResult result = PolicyParser.parse(text.getBytes(StandardCharsets.UTF_8));
        Policy policy = result.policy()
                .orElseThrow(() -> invalid("The intended policy is not valid. "
                        + result.findings().stream()
                                .findFirst()
                                .map(Finding::message)
                                .orElse("")));
        if (policy.mx().size() > MAX_SERVERS) {
            throw invalid("The intended policy may have at most " + MAX_SERVERS + " patterns.");
        }
        return policy;
    }

    /** Parses a time with an offset, a time in UTC, or a date, which means its first moment in UTC, or now if it is today. */
    private static Instant time(String text, Instant now) {
        Instant time = instant(text);
        if (DATE.matcher(text).matches() && time.plus(Duration.ofDays(1)).isAfter(now) && time.isBefore(now)) {
            return now;
        }
        if (time.isBefore(now)) {
            throw invalid("The cut-over is in the past.");
        }
        if (time.isAfter(now.plus(MAX_AHEAD))) {
            throw invalid("The cut-over may be at most three years ahead.");
        }
        return time;
    }

    private static Instant instant(String text) {
        try {
            if (DATE.matcher(text).matches()) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            return LOCAL.matcher(text).matches()
                    ? LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw invalid("The cut-over must be a date such as 2027-01-31, or a time such as 2027-01-31T06:00:00Z.");
        }
    }

    private static OptionalLong seconds(String text) {
        if (!SECONDS.matcher(text).matches() || Long.parseLong(text) > Policy.MAX_AGE_LIMIT) {
            throw invalid("The longest max_age must be a number of seconds, " + Policy.MAX_AGE_LIMIT + " at most.");
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    private static RejectedException invalid(String detail) {
        return JsonMembers.invalid(CODE, detail);
    }
}
