package io.mtasts.check;

import io.mtasts.dmarc.DmarcEvaluator;
import io.mtasts.dmarc.DmarcReport;
import io.mtasts.probe.DmarcProbe;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

/** The use case of DMARC: look up the records, evaluate them. */
@ApplicationScoped
public class DmarcCheckService {

    private final DmarcProbe probe;
    private final Event<DmarcReport> checked;

    public DmarcCheckService(DmarcProbe probe, Event<DmarcReport> checked) {
        this.probe = probe;
        this.checked = checked;
    }

    /** Checks an admitted domain. */
    public Uni<CheckResult<DmarcReport>> check(Admission.Admitted request) {
        return MtaStsCheckService.result(probe.probe(request.domain(), request.client()), observations -> {
            DmarcReport report = DmarcEvaluator.evaluate(request.input().findings(), observations);
            checked.fire(report);
            return report.inconclusive()
                    .<CheckResult<DmarcReport>>map(MtaStsCheckService::inconclusive)
                    .orElseGet(() -> new CheckResult.Completed<>(report));
        });
    }
}
