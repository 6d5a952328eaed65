package io.mtasts.document;

import io.mtasts.check.CheckFailure;
import io.mtasts.check.CheckFailure.Reason;
import io.mtasts.expect.Assessment;
import io.mtasts.expect.ExpectationOutcome;
import io.mtasts.finding.Finding;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.Response.StatusType;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A table of the problems that failed checks and rejected requests cause. */
public final class Problems {

    /** Checks take seconds, so capacity is free again within seconds. */
    private static final long RETRY_AFTER_OVERLOAD_SECONDS = 5;

    private static final Map<Reason, Status> STATUSES = new EnumMap<>(Map.of(
            Reason.INVALID_REQUEST, Status.BAD_REQUEST,
            Reason.LIST_TOO_LONG, Status.REQUEST_ENTITY_TOO_LARGE,
            Reason.REPORT_TOO_LARGE, Status.REQUEST_ENTITY_TOO_LARGE,
            Reason.RATE_LIMITED, Status.TOO_MANY_REQUESTS,
            Reason.NO_POLICY_POSSIBLE, Status.CONFLICT,
            Reason.CUT_OVER_TOO_EARLY, Status.CONFLICT));

    private Problems() {}

    /** Returns the problem that describes why a check has no value. */
    public static ProblemDocument of(CheckFailure failure) {
        if (failure instanceof CheckFailure.Inconclusive inconclusive) {
            return of(inconclusive);
        }
        if (failure instanceof CheckFailure.Rejected rejected) {
            return of(rejected);
        }
        if (failure instanceof CheckFailure.NotAsExpected notAsExpected) {
            return of(notAsExpected);
        }
        if (failure instanceof CheckFailure.Overloaded) {
            return ProblemDocument.of(
                    Status.SERVICE_UNAVAILABLE,
                    "busy",
                    "The service is overloaded. Please try again shortly.",
                    null,
                    RETRY_AFTER_OVERLOAD_SECONDS,
                    null);
        }
        return of(Status.INTERNAL_SERVER_ERROR);
    }

    /** Returns the problem that describes an HTTP status for which nothing more specific is known. */
    public static ProblemDocument of(StatusType status) {
        return ProblemDocument.of(status, detail(status));
    }

    private static ProblemDocument of(CheckFailure.Inconclusive failure) {
        Finding cause = failure.cause().finding();
        return ProblemDocument.of(
                failure.cause().timedOut() ? Status.GATEWAY_TIMEOUT : Status.BAD_GATEWAY,
                cause.code().code(),
                cause.message() + " " + cause.remedy(),
                null,
                null,
                failure.observed().map(ReportDocument::of).orElse(null));
    }

    /** Returns a conflict with the state of the domain, or a bad gateway if that state could not be determined. */
    private static ProblemDocument of(CheckFailure.NotAsExpected failure) {
        boolean known = Assessment.overall(failure.unmet()) == ExpectationOutcome.DOES_NOT_HOLD;
        return ProblemDocument.of(
                        known ? Status.CONFLICT : Status.BAD_GATEWAY,
                        known ? "expectations-not-met" : "expectations-unknown",
                        failure.unmet().stream().map(Assessment::sentence).collect(Collectors.joining(" ")),
                        null,
                        null,
                        ReportDocument.of(failure.observed()))
                .about(ExpectationDocument.of(failure.unmet()));
    }

    private static ProblemDocument of(CheckFailure.Rejected failure) {
        return ProblemDocument.of(
                STATUSES.getOrDefault(failure.reason(), Status.BAD_REQUEST),
                failure.code(),
                failure.detail(),
                failure.suggestion().orElse(null),
                failure.retryAfter().map(Duration::toSeconds).orElse(null),
                null);
    }

    private static String detail(StatusType status) {
        return switch (status.getStatusCode()) {
            case 400 -> "The request cannot be read.";
            case 404 ->
                "There is nothing at this address. Checks are at /api/v1/mta-sts/{domain}, and the start page has a form.";
            case 405 -> "This method is not allowed here. The Allow header lists the methods that are.";
            case 406 ->
                "None of the media types in the Accept header is available. A check is available as application/json, a list also as"
                        + " application/x-ndjson, text/event-stream and text/csv.";
            case 413 -> "The request body is too large.";
            case 414 -> "The request URL is too long.";
            case 415 ->
                "A policy must be sent as text/plain, a list of domains as text/plain or application/json,"
                        + " a plan or texts to validate as application/json, and a TLS report as application/json or"
                        + " application/gzip.";
            case 431 -> "The request headers are too large.";
            case 500 -> "An internal error occurred. It was not caused by the domain. Please try again later.";
            default -> "The request cannot be processed.";
        };
    }
}
