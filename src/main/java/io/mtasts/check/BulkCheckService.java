package io.mtasts.check;

import io.mtasts.document.BulkResultDocument;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.ReportDocument;
import io.mtasts.http.ProblemException;
import io.mtasts.name.DomainInput;
import io.mtasts.probe.MtaStsConfig;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Checks the domains of a list, some at once, and tells of each as soon as it is done. */
@ApplicationScoped
public class BulkCheckService {

    private final AdmissionControl admission;
    private final MtaStsCheckService checker;
    private final MtaStsConfig.Limits limits;

    public BulkCheckService(AdmissionControl admission, MtaStsCheckService checker, MtaStsConfig config) {
        this.admission = admission;
        this.checker = checker;
        limits = config.limits();
    }

    /**
     * A line for each domain, in the order in which they are done; begins no more than the reader takes, and ends what
     * runs when he leaves.
     *
     * @param client its address as text, whose rate the list keeps to
     * @throws ProblemException if the list is empty or too long
     */
    public Multi<BulkResultDocument> check(DomainList list, @Nullable String client) {
        return Multi.createFrom()
                .iterable(list.within(limits.listDomains()).given())
                .onItem()
                .transformToUni(given -> line(given, client))
                .merge(limits.listAtOnce());
    }

    private Uni<BulkResultDocument> line(String given, @Nullable String client) {
        return report(DomainInput.parse(given), client)
                .map(report -> new BulkResultDocument(given, report, null))
                .onFailure()
                .recoverWithItem(failure -> new BulkResultDocument(given, null, ProblemDocument.ofFailure(failure)));
    }

    private Uni<ReportDocument> report(DomainInput input, @Nullable String client) {
        if (input instanceof DomainInput.Accepted domain) {
            return admission.awaitPermit(domain.name(), client).chain(() -> checker.check(domain, progress -> {}));
        }
        ProblemDocument problem = AdmissionControl.noDomain((DomainInput.Rejected) input);
        return Uni.createFrom().failure(new ProblemException(problem));
    }
}
