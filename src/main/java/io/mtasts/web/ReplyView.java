package io.mtasts.web;

import io.mtasts.document.CoverageDocument.MailServerDocument;
import io.mtasts.document.ReportDocument;
import io.mtasts.document.SendersDocument;
import io.mtasts.document.SendersDocument.SmtpReplyDocument;
import io.mtasts.sender.SmtpReply;
import io.mtasts.text.DisplayText;
import io.mtasts.tlsrpt.TlsRptResultType;
import io.mtasts.verdict.Coverage;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The explanation of a status code in a returned mail, for one domain.
 *
 * @param code the code that was found in the text, or the text
 * @param lines one for each sender that is known to report the code because of MTA-STS
 */
record ReplyView(String code, List<Line> lines) {

    /**
     * What the code means from one sender.
     *
     * @param hosts the mail servers of the domain for which that is true today
     * @param known whether the check looked at what the code is about
     */
    record Line(SmtpReplyDocument reply, List<String> hosts, boolean known) {

        /** Returns the cause in a sentence. */
        public String meaning() {
            return reply.cause().description();
        }
    }

    private static final Pattern CODE = Pattern.compile("(?<![0-9.])[245]\\.[0-9]{1,3}\\.[0-9]{1,3}(?![0-9.])");

    private static final Set<TlsRptResultType> CERTIFICATE = EnumSet.of(
            TlsRptResultType.CERTIFICATE_EXPIRED,
            TlsRptResultType.CERTIFICATE_HOST_MISMATCH,
            TlsRptResultType.CERTIFICATE_NOT_TRUSTED);

    private static final Map<SmtpReply.Cause, Predicate<MailServerDocument>> AFFECTED = new EnumMap<>(Map.of(
            SmtpReply.Cause.NOT_COVERED,
            host -> host.reachable() && Boolean.FALSE.equals(host.covered()),
            SmtpReply.Cause.NO_TLS,
            host -> host.impact().tlsRptType() == TlsRptResultType.STARTTLS_NOT_SUPPORTED,
            SmtpReply.Cause.CERTIFICATE,
            host -> CERTIFICATE.contains(host.impact().tlsRptType())));

    /** Returns the explanation of the first code in a text, for the domain of a report. */
    static ReplyView of(String text, ReportDocument report) {
        Matcher code = CODE.matcher(text);
        if (!code.find()) {
            return new ReplyView(DisplayText.abbreviate(text), List.of());
        }
        return new ReplyView(
                code.group(),
                SendersDocument.current().replies().stream()
                        .filter(reply -> reply.code().equals(code.group()))
                        .map(reply -> line(reply, report))
                        .toList());
    }

    private static Line line(SmtpReplyDocument reply, ReportDocument report) {
        List<MailServerDocument> hosts = report.coverage().hosts();
        boolean known = reply.cause() == SmtpReply.Cause.NOT_COVERED
                ? report.coverage().status() != Coverage.Status.NOT_APPLICABLE
                : hosts.stream().anyMatch(host -> host.starttls().status() != Coverage.TlsStatus.NOT_CHECKED);
        return new Line(
                reply,
                hosts.stream()
                        .filter(AFFECTED.getOrDefault(reply.cause(), host -> false))
                        .map(MailServerDocument::host)
                        .toList(),
                known);
    }
}
