package io.mtasts.tlsreport;

import io.mtasts.name.DomainName;
import io.mtasts.text.DisplayText;
import io.mtasts.tlsreport.JsonValue.Kind;
import io.mtasts.tlsreport.TlsReport.PolicyResult;
import io.mtasts.tlsreport.TlsReport.PolicyType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A reader for TLS reports as senders really send them. RFC 8460, 4.4.
 *
 * <p>It accepts every deviation whose meaning is plain, and names each. It takes time and memory only in proportion to
 * {@link ReportLimits}.
 */
public final class TlsReportReader {

    private static final String NO_REPORT =
            "The file is JSON, but not a TLS report: it has no array \"policies\" (RFC 8460, 4.4).";

    private static final Pattern LINE_END = Pattern.compile("\\r\\n|\\r|\\n");

    private final DeviationList deviations = new DeviationList();
    private final JsonPointer place = new JsonPointer();
    private final MemberReader members = new MemberReader(deviations, place);
    private final FailureReader failures = new FailureReader(deviations, place, members);

    private TlsReportReader() {}

    /** Reads a file: JSON, or JSON that gzip has compressed. Never throws. */
    public static ReadResult read(byte[] file) {
        TlsReportReader reader = new TlsReportReader();
        try {
            JsonValue json = JsonText.parse(ReportBytes.decompress(file), reader.deviations);
            TlsReport report = reader.report(reader.unwrap(json));
            return new ReadResult.Complete(report, reader.deviations.toList());
        } catch (UnreadableReportException e) {
            return e.toResult();
        }
    }

    /** Returns the object that has the policies. Some programs put it into an array, or into another object. */
    private JsonValue unwrap(JsonValue json) throws UnreadableReportException {
        if (json.is(Kind.ARRAY) && json.elements().size() > 1) {
            throw new UnreadableReportException(
                    ReportFailure.INVALID,
                    "The file has " + json.elements().size() + " reports in an array. Send them one by one.");
        }
        if (json.is(Kind.ARRAY) && json.elements().size() == 1) {
            deviations.add(DeviationCode.TOP_LEVEL_ARRAY, place, "");
            place.enter(0);
            return unwrapObject(json.elements().get(0));
        }
        return unwrapObject(json);
    }

    private JsonValue unwrapObject(JsonValue json) throws UnreadableReportException {
        if (isReport(json)) {
            return json;
        }
        if (json.members().size() == 1) {
            var only = json.members().entrySet().iterator().next();
            if (isReport(only.getValue())) {
                deviations.add(DeviationCode.WRAPPED, place, only.getKey());
                place.enter(only.getKey());
                return only.getValue();
            }
        }
        throw new UnreadableReportException(ReportFailure.INVALID, NO_REPORT);
    }

    private static boolean isReport(JsonValue json) {
        return json.is(Kind.OBJECT)
                && (ReportMember.POLICIES.in(json).isPresent()
                        || ReportMember.POLICY.in(json).isPresent());
    }

    private TlsReport report(JsonValue json) throws UnreadableReportException {
        String organization = members.required(json, ReportMember.ORGANIZATION_NAME);
        Optional<JsonValue> range = members.object(json, ReportMember.DATE_RANGE);
        Optional<Instant> start = time(range, ReportMember.START_DATETIME);
        Optional<Instant> end = time(range, ReportMember.END_DATETIME);
        if (start.isPresent() && end.isPresent() && end.get().isBefore(start.get())) {
            deviations.add(DeviationCode.DATE_ORDER, place, "");
        }
        return new TlsReport(
                organization,
                members.required(json, ReportMember.CONTACT_INFO),
                members.required(json, ReportMember.REPORT_ID),
                start,
                end,
                policies(json));
    }

    private Optional<Instant> time(Optional<JsonValue> range, ReportMember member) {
        if (range.isEmpty()) {
            return Optional.empty();
        }
        place.enter(ReportMember.DATE_RANGE.standard());
        String text = members.required(range.get(), member);
        Optional<ReportTime> time = ReportTime.parse(text);
        if (!text.isEmpty() && time.isEmpty()) {
            deviations.add(DeviationCode.DATE_INVALID, place, text);
        } else if (time.filter(one -> !one.standard()).isPresent()) {
            deviations.add(DeviationCode.DATE_FORMAT, place, text);
        }
        place.leave();
        return time.map(ReportTime::instant);
    }

    private List<PolicyResult> policies(JsonValue json) throws UnreadableReportException {
        Optional<ReportMember.Named> several = ReportMember.POLICIES.in(json);
        if (several.isEmpty()) {
            deviations.add(DeviationCode.SINGLE_POLICY, place, "");
            return List.of(policy(json));
        }
        List<JsonValue> elements = members.elements(json, ReportMember.POLICIES);
        if (elements.size() > ReportLimits.MAX_POLICIES) {
            throw new UnreadableReportException(
                    ReportFailure.TOO_LARGE,
                    "The report has more than " + ReportLimits.MAX_POLICIES + " policies (" + place + "/policies).");
        }
        List<PolicyResult> policies = new ArrayList<>();
        place.enter(ReportMember.POLICIES.standard());
        for (int i = 0; i < elements.size(); i++) {
            place.enter(i);
            if (elements.get(i).is(Kind.OBJECT)) {
                policies.add(policy(elements.get(i)));
            } else {
                deviations.add(DeviationCode.MEMBER_KIND, place, ReportMember.POLICIES.standard());
            }
            place.leave();
        }
        place.leave();
        return policies;
    }

    private PolicyResult policy(JsonValue json) throws UnreadableReportException {
        // Some reports have the members of the policy beside its counts.
        Optional<JsonValue> inner = members.object(json, ReportMember.POLICY);
        inner.ifPresent(ignored -> place.enter(ReportMember.POLICY.standard()));
        JsonValue policy = inner.orElse(json);
        String typeText = members.required(policy, ReportMember.POLICY_TYPE);
        PolicyType type = type(typeText);
        String domain = hostName(members.required(policy, ReportMember.POLICY_DOMAIN));
        List<String> text = lines(
                members.strings(policy, ReportMember.POLICY_STRING, type == PolicyType.STS || type == PolicyType.TLSA));
        if (type == PolicyType.NO_POLICY_FOUND && !text.isEmpty()) {
            deviations.add(DeviationCode.POLICY_STRING_UNEXPECTED, place, "");
        }
        List<String> mx = members.strings(policy, ReportMember.MX_HOST, false).stream()
                .map(TlsReportReader::hostName)
                .toList();
        inner.ifPresent(ignored -> place.leave());

        Optional<JsonValue> summary = members.object(json, ReportMember.SUMMARY);
        summary.ifPresent(ignored -> place.enter(ReportMember.SUMMARY.standard()));
        JsonValue counts = summary.orElse(json);
        long successful = members.count(counts, ReportMember.TOTAL_SUCCESSFUL).orElse(0L);
        Optional<Long> failed = members.count(counts, ReportMember.TOTAL_FAILURE);
        summary.ifPresent(ignored -> place.leave());

        FailureReader.Failures read = failures.read(json);
        if (read.isPresent() && failed.isPresent() && failed.get() != read.sessions()) {
            deviations.add(DeviationCode.SUM_DIFFERS, place, "");
        }
        return new PolicyResult(
                type,
                type == PolicyType.UNKNOWN ? typeText : "",
                domain,
                text,
                mx,
                successful,
                failed.orElse(read.sessions()),
                read.failures());
    }

    private PolicyType type(String text) {
        Spelling<PolicyType> spelling = Spelling.of(text, PolicyType.values());
        if (text.isEmpty()) {
            return PolicyType.UNKNOWN;
        }
        if (spelling.constant().filter(known -> known != PolicyType.UNKNOWN).isEmpty()) {
            deviations.add(DeviationCode.POLICY_TYPE_UNKNOWN, place, text);
            return PolicyType.UNKNOWN;
        }
        if (!spelling.standard()) {
            deviations.add(DeviationCode.TYPE_SPELLING, place, text);
        }
        return spelling.constant().get();
    }

    /** Returns the lines of a policy. Some senders put the whole policy into one string. */
    private List<String> lines(List<String> strings) {
        List<String> lines = new ArrayList<>();
        for (String string : strings) {
            String[] parts = LINE_END.split(string);
            if (parts.length > 1) {
                deviations.add(DeviationCode.POLICY_STRING_LINES, place, "");
            }
            for (String part : parts) {
                if (lines.size() < ReportLimits.MAX_STRINGS) {
                    lines.add(DisplayText.abbreviate(part, ReportLimits.MAX_TEXT_LENGTH));
                }
            }
        }
        return lines;
    }

    /** Returns a name in lower case, without the root dot. It need not be a host name. */
    static String hostName(String text) {
        String name = DomainName.lowerCase(text.strip());
        return DisplayText.abbreviate(
                name.endsWith(".") ? name.substring(0, name.length() - 1) : name, ReportLimits.MAX_TEXT_LENGTH);
    }
}
