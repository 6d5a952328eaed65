package io.mtasts.check;

import io.mtasts.config.MtaStsConfig;
import io.mtasts.name.DomainInput;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The use case of a list: check many domains with one request. */
@ApplicationScoped
public class BulkCheckService {

    private static final CheckResult<CheckReport> TOO_MANY_RUNNING =
            new CheckResult.Failed<>(AdmissionControl.tooManyRunning());

    private final AdmissionControl admission;
    private final MtaStsCheckService checker;
    private final MtaStsConfig.Limits limits;

    public BulkCheckService(AdmissionControl admission, MtaStsCheckService checker, MtaStsConfig config) {
        this.admission = admission;
        this.checker = checker;
        limits = config.limits();
    }

    /**
     * Checks the domains of a list. Results arrive as the checks complete. A check starts only when the subscriber has
     * requested its result. Cancelling the subscription cancels the running checks.
     *
     * @param client the client's address as text, null if it is not known; the list waits for the rate limit of the client
     * @throws RejectedException if the list is empty or too long
     */
    public Multi<BulkResult> check(DomainList list, @Nullable String client) {
        List<String> domains = list.requireSize(limits.listDomains()).domains();
        return Multi.createFrom()
                .range(0, domains.size())
                .onItem()
                .transformToUni(index -> check(index, domains.get(index), client))
                .merge(limits.listAtOnce());
    }

    private Uni<BulkResult> check(int index, String requested, @Nullable String client) {
        DomainInput input = DomainInput.parse(requested);
        return admission
                .awaitPermit(input, client)
                .flatMap(this::check)
                .onFailure()
                .recoverWithItem(bug -> {
                    FailureLog.log(bug);
                    return new CheckResult.Failed<>(new CheckFailure.UnexpectedError());
                })
                .map(result -> new BulkResult(index, requested, result));
    }

    /** Checks a domain, as soon as the other checks of the client leave room for it. */
    private Uni<CheckResult<CheckReport>> check(Admission admission) {
        return admission instanceof Admission.Admitted admitted
                ? CheckEvent.result(checker.check(admitted))
                        .flatMap(result -> result.equals(TOO_MANY_RUNNING)
                                ? check(admission)
                                : Uni.createFrom().item(result))
                : Uni.createFrom().item(new CheckResult.Failed<>(((Admission.Denied) admission).rejection()));
    }
}
