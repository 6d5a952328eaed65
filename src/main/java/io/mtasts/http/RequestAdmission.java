package io.mtasts.http;

import io.mtasts.check.Admission;
import io.mtasts.check.AdmissionControl;
import io.mtasts.check.CheckEvent;
import io.mtasts.check.CheckResult;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.Problems;
import io.mtasts.name.DomainInput;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The admission of HTTP requests. Writes the state of the rate limit into the headers of the response. */
@ApplicationScoped
public class RequestAdmission {

    private final AdmissionControl admission;

    public RequestAdmission(AdmissionControl admission) {
        this.admission = admission;
    }

    /** Decides on a check, and returns the result of one of the two functions. */
    public <R> R decide(
            DomainInput input,
            HttpServerRequest request,
            Function<Admission.Admitted, R> onAdmitted,
            Function<ProblemDocument, R> onRejected) {
        return decide(admission.admit(input, clientAddress(request)), request, onAdmitted, onRejected);
    }

    /** Decides on the lookup of a part, and returns the result of one of the two functions. */
    public <R> R decidePart(
            DomainInput input,
            HttpServerRequest request,
            Function<Admission.Admitted, R> onAdmitted,
            Function<ProblemDocument, R> onRejected) {
        return decide(admission.admitPart(input, clientAddress(request)), request, onAdmitted, onRejected);
    }

    /** Runs an admitted check. Fails with a {@link ProblemException} if there is no value. */
    public <T, R> Uni<R> admit(
            DomainInput input,
            HttpServerRequest request,
            Function<Admission.Admitted, Multi<CheckEvent<T>>> check,
            BiFunction<DomainInput.Accepted, T, R> toDocument) {
        return run(
                admission.admit(input, clientAddress(request)),
                request,
                admitted -> CheckEvent.result(check.apply(admitted)),
                toDocument);
    }

    /** Runs the admitted lookup of a part. Fails with a {@link ProblemException} if there is no value. */
    public <T, R> Uni<R> admitPart(
            DomainInput input,
            HttpServerRequest request,
            Function<Admission.Admitted, Uni<CheckResult<T>>> lookup,
            BiFunction<DomainInput.Accepted, T, R> toDocument) {
        return run(admission.admitPart(input, clientAddress(request)), request, lookup, toDocument);
    }

    /**
     * Counts a request that costs this service work, but no lookup.
     *
     * @throws ProblemException if the client has sent too many
     */
    public void count(HttpServerRequest request) {
        admission.countRequest(clientAddress(request)).ifPresent(rejected -> {
            throw new ProblemException(Problems.of(rejected));
        });
    }

    /** Returns the address of the client as text, null if it is not known. */
    public static @Nullable String clientAddress(HttpServerRequest request) {
        SocketAddress remote = request.remoteAddress();
        return remote == null ? null : remote.hostAddress();
    }

    private static <R> R decide(
            Admission decision,
            HttpServerRequest request,
            Function<Admission.Admitted, R> onAdmitted,
            Function<ProblemDocument, R> onRejected) {
        decision.limit()
                .ifPresent(limit -> request.response()
                        .putHeader("RateLimit-Policy", limit.policy())
                        .putHeader("RateLimit", limit.state()));
        return decision instanceof Admission.Admitted admitted
                ? onAdmitted.apply(admitted)
                : onRejected.apply(Problems.of(((Admission.Denied) decision).rejection()));
    }

    private static <T, R> Uni<R> run(
            Admission decision,
            HttpServerRequest request,
            Function<Admission.Admitted, Uni<CheckResult<T>>> check,
            BiFunction<DomainInput.Accepted, T, R> toDocument) {
        return decide(
                decision,
                request,
                admitted -> check.apply(admitted)
                        .map(result -> toDocument.apply(admitted.input(), ProblemException.valueOrThrow(result))),
                problem -> Uni.createFrom().failure(new ProblemException(problem)));
    }
}
