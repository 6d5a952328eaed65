package io.mtasts.verdict;

import io.mtasts.finding.Correction;
import io.mtasts.finding.FindingCode;
import io.mtasts.name.StandardNames;
import io.mtasts.sts.PolicyId;
import io.mtasts.sts.RecordParseResult;
import io.mtasts.sts.StsRecord;
import io.mtasts.sts.StsRecordFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The corrected texts of a report: at most one for each text that should change. */
final class Corrections {

    /** One line with a mail server and its line end, in a valid policy. */
    private static final Pattern MX_LINES = Pattern.compile("(?m)^mx[ \\t]*+:[^\\r\\n]*+(\\r?\\n)?");

    private Corrections() {}

    /** Returns the corrections of the policy, of the record that announces it, and of the TLS reporting record. */
    static List<Correction> of(
            Observations observations,
            StsRecordCheck record,
            PolicyCheck policy,
            MxCheck mx,
            Coverage coverage,
            TlsRptCheck tlsRpt,
            String newId) {
        List<Correction> corrections = new ArrayList<>();
        Optional<Correction> ofPolicy = ofPolicy(observations, policy, mx, coverage);
        Optional<Correction> ofRecord = record.result().flatMap(RecordParseResult::correction);
        Optional<String> idOfPolicy = idOfPolicy(observations, record, policy, mx, coverage);
        boolean isOutdated = record.record()
                .filter(published ->
                        idOfPolicy.filter(id -> !id.equals(published.id())).isPresent())
                .isPresent();
        if ((ofPolicy.isPresent() || isOutdated) && record.record().isPresent()) {
            ofRecord = Optional.of(withNewId(
                    observations.record(),
                    record.record().get(),
                    ofRecord,
                    idOfPolicy.orElse(newId),
                    ofPolicy.isPresent() ? StsRecordFinding.TXT_ID_STALE : StsRecordFinding.TXT_ID_OF_ANOTHER_POLICY));
        }
        // No TXT record can be published next to a CNAME record. RFC 1034, 3.6.2
        Optional<String> target = Lookup.target(observations.record().cnames());
        ofRecord.map(correction -> target.map(correction::at).orElse(correction))
                .ifPresent(corrections::add);
        ofPolicy.ifPresent(corrections::add);
        tlsRpt.correction().ifPresent(corrections::add);
        return corrections;
    }

    /**
     * Returns the id of the policy with its repairs; empty if the id of today is not made from a policy, or if there is no
     * valid policy.
     */
    static Optional<String> idOfPolicy(
            Observations observations, StsRecordCheck record, PolicyCheck policy, MxCheck mx, Coverage coverage) {
        return record.record()
                .filter(published -> PolicyId.isPolicyId(published.id()))
                .filter(published -> policy.policy().isPresent())
                .flatMap(published -> ofPolicy(observations, policy, mx, coverage)
                        .map(Correction::corrected)
                        .or(policy::text))
                .map(PolicyId::of);
    }

    /** Adds the mail servers that a valid policy leaves out. */
    private static Optional<Correction> ofPolicy(
            Observations observations, PolicyCheck policy, MxCheck mx, Coverage coverage) {
        List<String> uncovered = coverage.uncovered();
        List<String> lines = CoverageCheck.mxLines(mx.reachableServers().stream()
                .filter(server -> uncovered.contains(server.name()))
                .flatMap(server -> server.names().stream())
                .distinct()
                .toList());
        Optional<Correction> repaired = policy.correction();
        if (lines.isEmpty() || policy.text().isEmpty()) {
            return repaired;
        }
        FindingCode code =
                coverage.status() == Coverage.Status.NONE ? MxFinding.MX_UNCOVERED_ALL : MxFinding.MX_UNCOVERED_SOME;
        String current = policy.text().get();
        List<Correction.Change> changes =
                new ArrayList<>(repaired.map(Correction::changes).orElse(List.of()));
        lines.forEach(line -> changes.add(new Correction.Change(code, "", line)));
        return withLines(repaired.map(Correction::corrected).orElse(current), lines)
                .map(corrected -> new Correction(
                        StandardNames.policyUrl(observations.domain()),
                        Correction.Type.POLICY,
                        current,
                        corrected,
                        changes,
                        repaired.map(Correction::assumes).orElse(List.of())))
                .or(() -> repaired);
    }

    /** Returns the text with the lines after its last mail server, with the same line ends. */
    private static Optional<String> withLines(String text, List<String> lines) {
        Matcher mx = MX_LINES.matcher(text);
        int end = -1;
        String lineEnd = "\r\n";
        while (mx.find()) {
            end = mx.end();
            lineEnd = mx.group(1) == null ? lineEnd : mx.group(1);
        }
        if (end < 0) {
            return Optional.empty();
        }
        boolean isLastLine = !text.substring(0, end).endsWith("\n");
        String added = String.join(lineEnd, lines);
        return Optional.of(
                text.substring(0, end) + (isLastLine ? lineEnd + added : added + lineEnd) + text.substring(end));
    }

    /** Senders that remember the policy notice the change of its text only if the id changes. RFC 8461, 3.1. */
    private static Correction withNewId(
            Lookup<String> lookup, StsRecord record, Optional<Correction> repaired, String newId, FindingCode code) {
        String current = repaired.map(Correction::current)
                .orElseGet(() -> lookup.records().stream()
                        .filter(text -> text.contains("id=" + record.id()))
                        .findFirst()
                        .orElse(record.toString()));
        String corrected = repaired.map(Correction::corrected).orElse(current);
        String id = "id=" + record.id();
        // The id is a whole field, so it follows a semicolon and perhaps white space
        int at = corrected.replace('\t', ' ').replace(' ', ';').indexOf(";" + id) + 1;
        List<Correction.Change> changes =
                new ArrayList<>(repaired.map(Correction::changes).orElse(List.of()));
        changes.add(new Correction.Change(code, id, "id=" + newId));
        return new Correction(
                lookup.name(),
                Correction.Type.TXT,
                current,
                at == 0
                        ? new StsRecord(newId).toString()
                        : corrected.substring(0, at) + "id=" + newId + corrected.substring(at + id.length()),
                changes,
                repaired.map(Correction::assumes).orElse(List.of()));
    }
}
