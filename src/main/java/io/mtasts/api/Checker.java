package io.mtasts.api;

import io.mtasts.name.DomainInput;
import io.mtasts.probe.Progress;
import io.mtasts.probe.SharedProbes;
import io.mtasts.verdict.Evaluator;
import io.mtasts.verdict.MissingEvidence;
import io.mtasts.verdict.Report;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.util.function.Consumer;

/** One check from the name to the document, for the API and for the page: probe the network, evaluate what was seen. */
@ApplicationScoped
public class Checker {

    private final SharedProbes probes;

    public Checker(SharedProbes probes) {
        this.probes = probes;
    }

    /**
     * The report; fails where there is none, with what {@link Problem#ofFailure} knows.
     *
     * @param input admitted, so that it has a name
     * @param told hears of each part as soon as it is known, on whatever thread that is
     */
    public Uni<ReportDocument> check(DomainInput input, Consumer<Progress> told) {
        return probes.probe(input.name().orElseThrow(), told)
                .map(seen -> Evaluator.evaluate(input.findings(), seen))
                .map(report -> answer(input, report));
    }

    private static ReportDocument answer(DomainInput input, Report report) {
        ReportDocument document = ReportDocument.of(input.unicode(), report);
        report.missing().ifPresent(missing -> {
            throw new ProblemException(unknown(missing).withObserved(document));
        });
        return document;
    }

    static Problem unknown(MissingEvidence missing) {
        Status status = missing.unanswered() ? Status.GATEWAY_TIMEOUT : Status.BAD_GATEWAY;
        return Problem.of(status, missing.finding().code().code(), Problem.sentences(missing.finding()));
    }
}
