package io.mtasts.check;

import io.mtasts.document.MxDocument;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.ReportDocument;
import io.mtasts.document.SetupDocument;
import io.mtasts.document.TlsRptReportDocument;
import io.mtasts.finding.Finding;
import io.mtasts.http.ProblemException;
import io.mtasts.name.DomainInput;
import io.mtasts.name.DomainName;
import io.mtasts.probe.CoalescingProber;
import io.mtasts.probe.OverloadedException;
import io.mtasts.probe.PartialProber;
import io.mtasts.probe.ProbeProgress;
import io.mtasts.setup.Setup;
import io.mtasts.setup.SetupRequest;
import io.mtasts.verdict.Evaluator;
import io.mtasts.verdict.InconclusiveLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.MxCheck;
import io.mtasts.verdict.MxFinding;
import io.mtasts.verdict.MxRecord;
import io.mtasts.verdict.Report;
import io.mtasts.verdict.TlsRptCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.ws.rs.core.Response.Status;
import java.util.Set;
import java.util.function.Consumer;

/** One check from the name to the document, for the API and for the page: probe the network, evaluate what was seen. */
@ApplicationScoped
public class MtaStsCheckService {

    private final CoalescingProber probes;
    private final PartialProber parts;
    private final Event<Report> checked;

    public MtaStsCheckService(CoalescingProber probes, PartialProber parts, Event<Report> checked) {
        this.probes = probes;
        this.parts = parts;
        this.checked = checked;
    }

    /** The parts that {@code told} hears of. */
    public Set<ProbeProgress.Part> parts() {
        return probes.parts();
    }

    /**
     * The report; fails where there is none, with what {@link ProblemDocument#ofFailure} knows.
     *
     * @param told hears of each part as soon as it is known, on whatever thread that is
     */
    public Uni<ReportDocument> check(DomainInput.Accepted input, Consumer<ProbeProgress> told) {
        return report(input, told).map(report -> answer(report, ReportDocument.of(input.unicode(), report)));
    }

    /** The same before it is a document: with or without a verdict; fails with a {@link OverloadedException} only. */
    public Uni<Report> report(DomainInput.Accepted input, Consumer<ProbeProgress> told) {
        return probes.probe(input.name(), told)
                .map(seen -> Evaluator.evaluate(input.findings(), seen))
                .invoke(checked::fire);
    }

    /** What to publish for a policy that is asked for; fails as a check does, and where no such policy can be. */
    public Uni<SetupDocument> setup(DomainInput.Accepted input, SetupRequest wish, Consumer<ProbeProgress> told) {
        return report(input, told).map(report -> {
            Setup.blocker(wish, report).ifPresent(obstacle -> {
                throw new ProblemException(obstructed(obstacle, report));
            });
            return SetupDocument.of(input.unicode(), Setup.of(wish, report), report);
        });
    }

    /** The report as it would be with another policy; fails as a check does. */
    public Uni<ReportDocument> preview(DomainInput.Accepted input, byte[] policy, Consumer<ProbeProgress> told) {
        return report(input, told).map(today -> {
            Report then = Evaluator.preview(input.findings(), today.observations(), policy);
            return answer(then, ReportDocument.of(input.unicode(), then).withVerdictToday(today));
        });
    }

    /** The mail servers alone; fails where they are not known. */
    public Uni<MxDocument> mailServers(DomainInput.Accepted input) {
        DomainName domain = input.name();
        return parts.mailServers(domain).map(seen -> {
            Lookup<MxRecord> mx = seen.value().mx();
            MxCheck check = MxCheck.of(domain, mx, seen.value().hosts());
            if (!check.known()) {
                throw new ProblemException(unknown(new InconclusiveLookup(check.lookupFailure(), mx.timedOut())));
            }
            return MxDocument.of(input, seen, check);
        });
    }

    /** TLS reporting alone; fails where it is not known. */
    public Uni<TlsRptReportDocument> tlsRpt(DomainInput.Accepted input) {
        return parts.tlsRpt(input.name()).map(seen -> {
            TlsRptCheck check = TlsRptCheck.of(input.name(), seen.value());
            if (check.result().isEmpty()) {
                throw new ProblemException(unknown(new InconclusiveLookup(
                        check.findings().get(0), seen.value().timedOut())));
            }
            return TlsRptReportDocument.of(input, seen, check);
        });
    }

    private static ProblemDocument obstructed(Finding obstacle, Report report) {
        return obstacle.code() == MxFinding.MX_LOOKUP_FAILED
                ? unknown(new InconclusiveLookup(
                        obstacle, report.observations().mx().timedOut()))
                : ProblemDocument.of(Status.CONFLICT, obstacle.code().code(), ProblemDocument.sentences(obstacle));
    }

    private static ReportDocument answer(Report report, ReportDocument document) {
        report.inconclusive().ifPresent(missing -> {
            throw new ProblemException(unknown(missing).withObserved(document));
        });
        return document;
    }

    static ProblemDocument unknown(InconclusiveLookup missing) {
        Status status = missing.timedOut() ? Status.GATEWAY_TIMEOUT : Status.BAD_GATEWAY;
        return ProblemDocument.of(
                status, missing.finding().code().code(), ProblemDocument.sentences(missing.finding()));
    }
}
