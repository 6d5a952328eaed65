package io.mtasts.queue;

import io.mtasts.check.Admission;
import io.mtasts.check.AdmissionControl;
import io.mtasts.check.CheckEvent;
import io.mtasts.check.CheckFailure;
import io.mtasts.check.CheckReport;
import io.mtasts.check.CheckResult;
import io.mtasts.check.FailureLog;
import io.mtasts.check.MtaStsCheckService;
import io.mtasts.document.RecordReportDocument;
import io.mtasts.document.ReportDocument;
import io.mtasts.name.DomainInput;
import io.mtasts.verdict.Verdict;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Function;

/** The work of a stage for one domain. Never fails: what cannot be done is a result. */
interface StageCheck {

    /** How often a check waits for capacity of this instance before its domain goes to a retry topic. */
    int MAX_WAITS = 5;

    Duration WAIT = Duration.ofSeconds(2);

    /** Checks a domain. */
    Uni<StageResult> check(DomainInput.Accepted input);

    /** Creates the work of a stage. It takes permits like every check, and counts towards the limits of targets. */
    static StageCheck of(Stage stage, AdmissionControl admission, MtaStsCheckService service) {
        StageCheck check = switch (stage) {
            case RECORD ->
                input -> admitted(
                        admission.admitQueuedPart(input),
                        request -> service.record(request)
                                .map(result -> result.fold(
                                        report -> report.evaluation().isNotConfigured()
                                                ? new StageResult.Verdict(
                                                        "record-report",
                                                        Verdict.NOT_CONFIGURED.toString(),
                                                        RecordReportDocument.notConfigured(
                                                                input, report.observed(), report.evaluation()))
                                                : new StageResult.Candidate(),
                                        StageResult.Failed::new)));
            case CHECK ->
                input -> admitted(
                        admission.admitQueued(input),
                        request -> CheckEvent.result(service.check(request)).map(StageCheck::verdict));
        };
        return input -> whenCapacityIsFree(check, input, MAX_WAITS).onFailure().recoverWithItem(bug -> {
            FailureLog.log(bug);
            return new StageResult.Failed(new CheckFailure.UnexpectedError());
        });
    }

    private static StageResult verdict(CheckResult<CheckReport> result) {
        return result.fold(
                report -> new StageResult.Verdict(
                        "report",
                        report.report().verdict().map(Object::toString).orElse("unknown"),
                        ReportDocument.of(report)),
                StageResult.Failed::new);
    }

    private static Uni<StageResult> admitted(Admission admission, Function<Admission.Admitted, Uni<StageResult>> work) {
        return admission instanceof Admission.Admitted request
                ? work.apply(request)
                : Uni.createFrom().item(new StageResult.Failed(((Admission.Denied) admission).rejection()));
    }

    /** Waits in place, so that the worker takes no further domains meanwhile. */
    private static Uni<StageResult> whenCapacityIsFree(StageCheck check, DomainInput.Accepted input, int waits) {
        return Uni.createFrom()
                .deferred(() -> check.check(input))
                .flatMap(result -> isOverloaded(result) && waits > 0
                        ? Uni.createFrom()
                                .voidItem()
                                .onItem()
                                .delayIt()
                                .by(WAIT)
                                .chain(() -> whenCapacityIsFree(check, input, waits - 1))
                        : Uni.createFrom().item(result));
    }

    private static boolean isOverloaded(StageResult result) {
        return result instanceof StageResult.Failed failed && failed.failure() instanceof CheckFailure.Overloaded;
    }
}
