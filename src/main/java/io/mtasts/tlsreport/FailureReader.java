package io.mtasts.tlsreport;

import io.mtasts.tlsreport.JsonValue.Kind;
import io.mtasts.tlsreport.TlsReport.Entry;
import io.mtasts.tlsreport.TlsReport.Failure;
import io.mtasts.tlsrpt.TlsRptResultType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A reader for the failures of a report. It joins those with the same result type and mail server. */
final class FailureReader {

    /** The types of {@link TlsRptResultType} that no report contains. */
    private static final Set<TlsRptResultType> INTERNAL = EnumSet.of(TlsRptResultType.NONE, TlsRptResultType.UNKNOWN);

    /** The types of which the sender did not get to a mail server. RFC 8460, 4.3.2. */
    private static final Set<TlsRptResultType> WITHOUT_SERVER = EnumSet.of(
            TlsRptResultType.STS_POLICY_FETCH_ERROR,
            TlsRptResultType.STS_POLICY_INVALID,
            TlsRptResultType.STS_WEBPKI_INVALID);

    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]{2,39}|[0-9A-Fa-f:]{2,30}:[0-9.]{7,15}");

    private final DeviationList deviations;
    private final JsonPointer place;
    private final MemberReader members;
    private int entries;
    private int distinct;

    FailureReader(DeviationList deviations, JsonPointer place, MemberReader members) {
        this.deviations = deviations;
        this.place = place;
        this.members = members;
    }

    /**
     * The failures of one policy.
     *
     * @param isPresent whether the report lists failures
     * @param sessions the sum of their sessions
     */
    record Failures(List<Failure> failures, boolean isPresent, long sessions) {}

    private record Key(TlsRptResultType type, String typeText, String server) {}

    /** The entries of one failure. */
    private static final class Group {

        private final List<Entry> kept = new ArrayList<>();
        private long sessions;
        private int more;

        void add(Entry entry) {
            sessions = sum(sessions, entry.sessions());
            if (kept.size() < ReportLimits.MAX_ENTRIES_KEPT) {
                kept.add(entry);
            } else {
                more++;
            }
        }
    }

    /** Reads the failures of one policy. */
    Failures read(JsonValue policy) throws UnreadableReportException {
        List<JsonValue> elements = members.elements(policy, ReportMember.FAILURE_DETAILS);
        entries += elements.size();
        requireAtMost(ReportLimits.MAX_FAILURES, entries, "failures");
        Map<Key, Group> groups = new LinkedHashMap<>();
        place.enter(ReportMember.FAILURE_DETAILS.standard());
        for (int i = 0; i < elements.size(); i++) {
            place.enter(i);
            if (elements.get(i).is(Kind.OBJECT)) {
                read(elements.get(i), groups);
            } else {
                deviations.add(DeviationCode.MEMBER_KIND, place, ReportMember.FAILURE_DETAILS.standard());
            }
            place.leave();
        }
        place.leave();
        List<Failure> failures = new ArrayList<>();
        long sessions = 0;
        for (Map.Entry<Key, Group> each : groups.entrySet()) {
            Key key = each.getKey();
            Group group = each.getValue();
            sessions = sum(sessions, group.sessions);
            failures.add(new Failure(key.type(), key.typeText(), key.server(), group.sessions, group.kept, group.more));
        }
        failures.sort((one, other) -> Long.compare(other.sessions(), one.sessions()));
        return new Failures(failures, !failures.isEmpty(), sessions);
    }

    private void read(JsonValue json, Map<Key, Group> groups) throws UnreadableReportException {
        String typeText = members.required(json, ReportMember.RESULT_TYPE);
        TlsRptResultType type = type(typeText);
        boolean isOfServer = !WITHOUT_SERVER.contains(type);
        String server = TlsReportReader.hostName(
                isOfServer
                        ? members.required(json, ReportMember.RECEIVING_MX_HOSTNAME)
                        : members.optional(json, ReportMember.RECEIVING_MX_HOSTNAME));
        String sender = members.required(json, ReportMember.SENDING_MTA_IP);
        requireAddress(sender, ReportMember.SENDING_MTA_IP);
        String receiver = members.optional(json, ReportMember.RECEIVING_IP);
        requireAddress(receiver, ReportMember.RECEIVING_IP);
        Optional<Long> sessions = members.count(json, ReportMember.FAILED_SESSION_COUNT);
        if (sessions.isEmpty()) {
            deviations.add(DeviationCode.COUNT_MISSING, place, "");
        }
        Group group =
                groups.computeIfAbsent(new Key(type, type == TlsRptResultType.UNKNOWN ? typeText : "", server), key -> {
                    distinct++;
                    return new Group();
                });
        requireAtMost(ReportLimits.MAX_DISTINCT_FAILURES, distinct, "pairs of result type and mail server");
        group.add(new Entry(
                sender,
                receiver,
                members.optional(json, ReportMember.RECEIVING_MX_HELO),
                sessions.orElse(1L),
                members.optional(json, ReportMember.FAILURE_REASON_CODE),
                members.optional(json, ReportMember.ADDITIONAL_INFORMATION)));
    }

    private TlsRptResultType type(String text) {
        if (text.isEmpty()) {
            return TlsRptResultType.UNKNOWN;
        }
        Spelling<TlsRptResultType> spelling = Spelling.of(text, TlsRptResultType.values());
        Optional<TlsRptResultType> type = spelling.constant().filter(known -> !INTERNAL.contains(known));
        if (type.isEmpty()) {
            deviations.add(DeviationCode.RESULT_TYPE_UNKNOWN, place, text);
            return TlsRptResultType.UNKNOWN;
        }
        if (!spelling.standard()) {
            deviations.add(DeviationCode.TYPE_SPELLING, place, text);
        }
        return type.get();
    }

    /** Checks the form of an address only. Nothing connects to it. RFC 8460, 4.4: no zone, brackets or port. */
    private void requireAddress(String text, ReportMember member) {
        if (!text.isEmpty()
                && !IPV4.matcher(text).matches()
                && !(text.contains(":") && IPV6.matcher(text).matches())) {
            members.add(DeviationCode.ADDRESS_INVALID, member);
        }
    }

    private void requireAtMost(int max, int number, String what) throws UnreadableReportException {
        if (number > max) {
            throw new UnreadableReportException(
                    ReportFailure.TOO_LARGE, "The report has more than " + max + " " + what + " (" + place + ").");
        }
    }

    /** Adds two numbers of sessions. The sum stays a number that JSON carries exactly. */
    static long sum(long one, long other) {
        return Math.min(ReportLimits.MAX_COUNT, one + other);
    }
}
