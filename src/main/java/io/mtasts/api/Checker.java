package io.mtasts.api;

import io.mtasts.finding.Finding;
import io.mtasts.name.DomainInput;
import io.mtasts.name.DomainName;
import io.mtasts.probe.Prober;
import io.mtasts.probe.Progress;
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

    private final Prober prober;

    public Checker(Prober prober) {
        this.prober = prober;
    }

    /** The report; fails with a {@link ProblemException} where there is none. */
    public Uni<ReportDocument> check(DomainInput input) {
        return check(input, progress -> {});
    }

    /** The same; each part is told as soon as it is known, on whatever thread that is. */
    public Uni<ReportDocument> check(DomainInput input, Consumer<Progress> told) {
        if (input.name().isEmpty()) {
            return Uni.createFrom().failure(new ProblemException(rejected(input)));
        }
        DomainName name = input.name().get();
        return prober.probe(name, told)
                .map(seen -> Evaluator.evaluate(input.findings(), seen))
                .map(report -> answer(input, report));
    }

    /** Why a text that is no domain name cannot be checked. */
    public static Problem rejected(DomainInput input) {
        Finding rejection = input.findings().get(0);
        return Problem.of(Status.BAD_REQUEST, rejection.code().code(), sentences(rejection))
                .withSuggestion(rejection.publish().isEmpty() ? null : rejection.publish());
    }

    private static ReportDocument answer(DomainInput input, Report report) {
        ReportDocument document = ReportDocument.of(input.unicode(), report);
        report.missing().ifPresent(missing -> {
            throw new ProblemException(unknown(missing).withObserved(document));
        });
        return document;
    }

    private static Problem unknown(MissingEvidence missing) {
        Status status = missing.unanswered() ? Status.GATEWAY_TIMEOUT : Status.BAD_GATEWAY;
        return Problem.of(status, missing.finding().code().code(), sentences(missing.finding()));
    }

    private static String sentences(Finding finding) {
        return finding.message() + " " + finding.remedy();
    }
}
