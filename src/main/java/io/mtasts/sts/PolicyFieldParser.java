package io.mtasts.sts;

import io.mtasts.finding.Finding;
import io.mtasts.name.Idna;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A parser for the values of the fields that RFC 8461, 3.2 defines. */
final class PolicyFieldParser {

    private static final String VERSION = "STSv1";
    private static final Pattern STS_POLICY_MAX_AGE = Pattern.compile("[0-9]{1,10}");
    private static final Pattern DIGITS = Pattern.compile("0*+([0-9]*+)");
    /** Four numbers or fewer, or at least two colons: a single colon precedes a port. */
    private static final Pattern IP_ADDRESS =
            Pattern.compile("\\[[^\\]]*+\\]|[0-9]++(?:\\.[0-9]++)*+|(?=[^:]*+:[^:]*+:)[0-9A-Fa-f:.]++");

    /** The value of RFC 8461, 3.2 for "weeks or greater" in its own example. */
    private static final long WEEK = 604_800;

    private final List<Finding> findings;
    private final List<MxPattern> mx = new ArrayList<>();
    private Optional<Mode> mode = Optional.empty();
    private OptionalLong maxAge = OptionalLong.empty();
    private Optional<PolicyLine> maxAgeLine = Optional.empty();

    PolicyFieldParser(List<Finding> findings) {
        this.findings = findings;
    }

    /** Returns the policy if all fields are there. Valid only if no finding is an error. */
    Optional<Policy> policy() {
        return mode.filter(known -> maxAge.isPresent()).map(known -> new Policy(known, mx, maxAge.getAsLong()));
    }

    boolean isNone() {
        return mode.equals(Optional.of(Mode.NONE));
    }

    static Finding missing(String name) {
        PolicyFinding code = switch (name) {
            case "version" -> PolicyFinding.POLICY_VERSION_MISSING;
            case "mode" -> PolicyFinding.POLICY_MODE_MISSING;
            case "max_age" -> PolicyFinding.POLICY_MAX_AGE_MISSING;
            default -> PolicyFinding.POLICY_MX_MISSING;
        };
        return code.about("policy");
    }

    void version(PolicyLine line) {
        if (!line.value().equals(VERSION)) {
            findings.add(line.finding(PolicyFinding.POLICY_VERSION_UNKNOWN, line.value()));
        } else if (line.number() > 1) {
            findings.add(line.finding(PolicyFinding.POLICY_VERSION_NOT_FIRST));
        }
    }

    void mode(PolicyLine line) {
        mode = Mode.of(line.value());
        if (mode.isEmpty()) {
            findings.add(line.finding(PolicyFinding.POLICY_MODE_UNKNOWN, line.value()));
        }
    }

    void maxAge(PolicyLine line) {
        maxAgeLine = Optional.of(line);
        String value = line.value();
        boolean isWellFormed = STS_POLICY_MAX_AGE.matcher(value).matches();
        boolean isOverLimit = isOverLimit(value);
        if (!isWellFormed) {
            findings.add(line.finding(PolicyFinding.POLICY_MAX_AGE_INVALID, value));
        }
        if (isOverLimit) {
            Finding finding = line.finding(PolicyFinding.POLICY_MAX_AGE_OVER_LIMIT, value);
            findings.add(isWellFormed ? finding : finding.asInfo());
        }
        if (isWellFormed && !isOverLimit) {
            maxAge = OptionalLong.of(Long.parseLong(value));
        }
    }

    /** Returns whether a number of any length is over the limit. Leading zeros do not count. */
    private static boolean isOverLimit(String value) {
        Matcher digits = DIGITS.matcher(value);
        return digits.matches()
                && (digits.group(1).length() > 10 || Long.parseLong("0" + digits.group(1)) > Policy.MAX_AGE_LIMIT);
    }

    static boolean isMaxAge(String value, long seconds) {
        return STS_POLICY_MAX_AGE.matcher(value).matches() && Long.parseLong(value) == seconds;
    }

    /** Returns the max_age that suits a mode: the one that is given unless {@link #judgeMaxAge} reports it. */
    static long suitableMaxAge(Mode mode, Optional<Long> seconds) {
        return mode == Mode.NONE
                ? Math.min(seconds.orElse(Policy.REMOVAL_MAX_AGE), Policy.REMOVAL_MAX_AGE)
                : seconds.filter(value -> value >= WEEK).orElse(Policy.DEFAULT_MAX_AGE);
    }

    /** Judges the max_age by the mode, which may follow it in the text. */
    void judgeMaxAge() {
        if (mode.isEmpty() || maxAge.isEmpty() || maxAgeLine.isEmpty()) {
            return;
        }
        long seconds = maxAge.getAsLong();
        PolicyLine line = maxAgeLine.get();
        if (isNone()) {
            if (seconds > Policy.REMOVAL_MAX_AGE) {
                findings.add(line.finding(PolicyFinding.POLICY_NONE_LONG_MAX_AGE, line.value()));
            }
        } else if (seconds == 0) {
            findings.add(line.finding(PolicyFinding.POLICY_MAX_AGE_ZERO, line.value()));
        } else if (seconds < WEEK) {
            Finding isShort = line.finding(PolicyFinding.POLICY_MAX_AGE_SHORT, line.value());
            boolean matters = seconds < Policy.REMOVAL_MAX_AGE && mode.equals(Optional.of(Mode.ENFORCE));
            findings.add(matters ? isShort : isShort.asInfo());
        }
    }

    void mx(PolicyLine line) {
        Optional<MxPattern> pattern = MxPattern.of(line.value());
        pattern.ifPresentOrElse(mx::add, () -> findings.add(line.finding(mxFault(line.value()), line.value())));
    }

    private static PolicyFinding mxFault(String value) {
        if (value.length() > IntendedPolicyValue.MAX_LENGTH) {
            return PolicyFinding.POLICY_MX_INVALID;
        }
        String host = value.startsWith(MxPattern.WILDCARD) ? value.substring(MxPattern.WILDCARD.length()) : value;
        if (IP_ADDRESS.matcher(host).matches()) {
            return PolicyFinding.POLICY_MX_IP;
        }
        if (host.endsWith(".")
                && MxPattern.of(value.substring(0, value.length() - 1)).isPresent()) {
            return PolicyFinding.POLICY_MX_TRAILING_DOT;
        }
        return Idna.toAscii(host).isPresent() ? PolicyFinding.POLICY_MX_U_LABEL : PolicyFinding.POLICY_MX_INVALID;
    }
}
