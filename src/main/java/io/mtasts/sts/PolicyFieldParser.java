package io.mtasts.sts;

import io.mtasts.finding.Finding;
import io.mtasts.name.DomainName;
import io.mtasts.name.Idna;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The values of the fields that RFC 8461, 3.2 defines, as they are read from a policy. */
final class PolicyFieldParser {

    static final String RECOMMENDED_MAX_AGE = "max_age: 1209600";

    private static final String VERSION = "STSv1";
    private static final Pattern STS_POLICY_MAX_AGE = Pattern.compile("[0-9]{1,10}");
    private static final Pattern DIGITS = Pattern.compile("0*+([0-9]*+)");
    private static final Pattern NO_LETTERS = Pattern.compile("[^A-Za-z]+");
    private static final Pattern SEPARATOR = Pattern.compile("[,;\\s]+");
    private static final Pattern IP_ADDRESS = Pattern.compile("\\[.*]|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*|(?:.*\\.)?[0-9]+");

    /** What is longer is no list of names that somebody typed, and not worth a closer look. */
    private static final int MAX_MX_LENGTH = 1_000;

    private static final long DAY = 86_400;
    private static final long WEEKS = 14 * DAY;

    private final List<Finding> findings;
    private final List<MxPattern> mx = new ArrayList<>();
    private Optional<Mode> mode = Optional.empty();
    private OptionalLong maxAge = OptionalLong.empty();
    private Optional<PolicyLine> maxAgeLine = Optional.empty();

    PolicyFieldParser(List<Finding> findings) {
        this.findings = findings;
    }

    /** The policy, once nothing is found that breaks it. */
    Optional<Policy> policy() {
        return mode.filter(m -> maxAge.isPresent()).map(m -> new Policy(m, mx, maxAge.getAsLong()));
    }

    boolean isNone() {
        return mode.equals(Optional.of(Mode.NONE));
    }

    Finding missing(String name) {
        return switch (name) {
            case "version" ->
                PolicyFinding.POLICY_VERSION_MISSING.about("policy").withSuggestedText("version: " + VERSION);
            case "mode" -> PolicyFinding.POLICY_MODE_MISSING.about("policy").withSuggestedText("mode: testing");
            case "max_age" ->
                PolicyFinding.POLICY_MAX_AGE_MISSING.about("policy").withSuggestedText(RECOMMENDED_MAX_AGE);
            default -> PolicyFinding.POLICY_MX_MISSING.about("policy");
        };
    }

    /** The value that was probably meant, for fields whose values are words of the grammar. */
    static String likely(String name, String value) {
        return switch (name) {
            case "version" -> VERSION;
            case "mode" ->
                Mode.of(DomainName.lowerCase(NO_LETTERS.matcher(value).replaceAll("")))
                        .orElse(Mode.TESTING)
                        .toString();
            default -> value;
        };
    }

    void version(PolicyLine line) {
        if (!line.value().equals(VERSION)) {
            findings.add(line.finding(PolicyFinding.POLICY_VERSION_UNKNOWN, line.value())
                    .withSuggestedText("version: " + VERSION));
        } else if (line.number() > 1) {
            findings.add(line.finding(PolicyFinding.POLICY_VERSION_NOT_FIRST));
        }
    }

    void mode(PolicyLine line) {
        mode = Mode.of(line.value());
        if (mode.isEmpty()) {
            findings.add(line.finding(PolicyFinding.POLICY_MODE_UNKNOWN, line.value())
                    .withSuggestedText("mode: " + likely("mode", line.value())));
        }
    }

    void maxAge(PolicyLine line) {
        maxAgeLine = Optional.of(line);
        String value = line.value();
        boolean wellFormed = STS_POLICY_MAX_AGE.matcher(value).matches();
        boolean overLimit = isOverLimit(value);
        if (!wellFormed) {
            findings.add(
                    line.finding(PolicyFinding.POLICY_MAX_AGE_INVALID, value).withSuggestedText(RECOMMENDED_MAX_AGE));
        }
        if (overLimit) {
            Finding finding = line.finding(PolicyFinding.POLICY_MAX_AGE_OVER_LIMIT, value)
                    .withSuggestedText("max_age: " + Policy.MAX_AGE_LIMIT);
            findings.add(wellFormed ? finding : finding.asInfo());
        }
        if (wellFormed && !overLimit) {
            maxAge = OptionalLong.of(Long.parseLong(value));
        }
    }

    /** Numbers of any length, of which only the digits that count are read. */
    private static boolean isOverLimit(String value) {
        Matcher digits = DIGITS.matcher(value);
        return digits.matches()
                && (digits.group(1).length() > 10 || Long.parseLong("0" + digits.group(1)) > Policy.MAX_AGE_LIMIT);
    }

    /** How long is right depends on the mode, which may stand further down. */
    void judgeMaxAge() {
        if (mode.isEmpty() || maxAge.isEmpty() || maxAgeLine.isEmpty()) {
            return;
        }
        long seconds = maxAge.getAsLong();
        PolicyLine line = maxAgeLine.get();
        if (isNone()) {
            if (seconds > DAY) {
                findings.add(line.finding(PolicyFinding.POLICY_NONE_LONG_MAX_AGE, line.value())
                        .withSuggestedText("max_age: " + DAY));
            }
        } else if (seconds == 0) {
            findings.add(line.finding(PolicyFinding.POLICY_MAX_AGE_ZERO, line.value())
                    .withSuggestedText(RECOMMENDED_MAX_AGE));
        } else if (seconds < WEEKS) {
            Finding isShort = line.finding(PolicyFinding.POLICY_MAX_AGE_SHORT, line.value())
                    .withSuggestedText(RECOMMENDED_MAX_AGE);
            boolean matters = seconds < DAY && mode.equals(Optional.of(Mode.ENFORCE));
            findings.add(matters ? isShort : isShort.asInfo());
        }
    }

    void mx(PolicyLine line) {
        Optional<MxPattern> pattern = MxPattern.of(line.value());
        pattern.ifPresentOrElse(mx::add, () -> findings.add(mxFault(line, line.value())));
    }

    private static Finding mxFault(PolicyLine line, String value) {
        if (value.length() > MAX_MX_LENGTH) {
            return line.finding(PolicyFinding.POLICY_MX_INVALID, value);
        }
        boolean wildcard = value.startsWith("*.");
        String host = wildcard ? value.substring(2) : value;
        if (IP_ADDRESS.matcher(host).matches()) {
            return line.finding(PolicyFinding.POLICY_MX_IP, value);
        }
        if (host.endsWith(".")
                && MxPattern.of(value.substring(0, value.length() - 1)).isPresent()) {
            return line.finding(PolicyFinding.POLICY_MX_TRAILING_DOT, value)
                    .withSuggestedText("mx: " + value.substring(0, value.length() - 1));
        }
        Optional<String> aLabels = host.chars().anyMatch(c -> c > 0x7f) ? Idna.toAscii(host) : Optional.empty();
        if (aLabels.isPresent()) {
            return line.finding(PolicyFinding.POLICY_MX_U_LABEL, value)
                    .withSuggestedText("mx: " + (wildcard ? "*." : "") + aLabels.get());
        }
        return line.finding(PolicyFinding.POLICY_MX_INVALID, value).withSuggestedText(separateLines(value));
    }

    /** What of a value that was meant as several patterns, or as one with something round it, can be used. */
    private static String separateLines(String value) {
        return SEPARATOR
                .splitAsStream(value)
                .map(MxPattern::of)
                .flatMap(Optional::stream)
                .map(pattern -> "mx: " + pattern)
                .collect(Collectors.joining("\n"));
    }
}
