package io.mtasts.check;

import io.mtasts.dmarc.DmarcEvaluator;
import io.mtasts.dmarc.DmarcReport;
import io.mtasts.document.DmarcDocument;
import io.mtasts.document.ProblemDocument;
import io.mtasts.http.ProblemException;
import io.mtasts.name.DomainInput;
import io.mtasts.probe.DmarcProbe;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

/** A check of DMARC from the name to the document, for the API and for the page. */
@ApplicationScoped
public class DmarcCheckService {

    private final DmarcProbe probe;
    private final Event<DmarcReport> checked;

    public DmarcCheckService(DmarcProbe probe, Event<DmarcReport> checked) {
        this.probe = probe;
        this.checked = checked;
    }

    /**
     * Returns the report. Fails if there is none, with an exception for {@link ProblemDocument#ofFailure}.
     */
    public Uni<DmarcDocument> check(DomainInput.Accepted input) {
        return probe.probe(input.name())
                .map(seen -> DmarcEvaluator.evaluate(input.findings(), seen))
                .invoke(checked::fire)
                .map(report -> answer(input, report));
    }

    private static DmarcDocument answer(DomainInput.Accepted input, DmarcReport report) {
        report.inconclusive().ifPresent(missing -> {
            throw new ProblemException(MtaStsCheckService.unknown(missing));
        });
        return DmarcDocument.of(input.unicode(), report);
    }
}
