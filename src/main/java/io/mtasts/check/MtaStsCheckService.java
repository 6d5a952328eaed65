package io.mtasts.check;

import io.mtasts.check.CheckFailure.Inconclusive;
import io.mtasts.check.CheckFailure.Reason;
import io.mtasts.check.CheckFailure.Rejected;
import io.mtasts.check.CheckResult.Completed;
import io.mtasts.check.CheckResult.Failed;
import io.mtasts.expect.Assessment;
import io.mtasts.expect.Expectations;
import io.mtasts.finding.Finding;
import io.mtasts.name.DomainName;
import io.mtasts.plan.Plan;
import io.mtasts.plan.PlanRequest;
import io.mtasts.plan.Planner;
import io.mtasts.probe.CoalescingProber;
import io.mtasts.probe.OverloadedException;
import io.mtasts.probe.PartialProber;
import io.mtasts.probe.PartialProber.MailServers;
import io.mtasts.probe.PartialProber.TimedResult;
import io.mtasts.probe.ProbeEvent;
import io.mtasts.probe.ProbeRequest;
import io.mtasts.sender.SenderMatrix;
import io.mtasts.setup.Setup;
import io.mtasts.setup.SetupRequest;
import io.mtasts.verdict.Evaluator;
import io.mtasts.verdict.InconclusiveLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.MxCheck;
import io.mtasts.verdict.MxRecord;
import io.mtasts.verdict.RecordOnlyCheck;
import io.mtasts.verdict.Report;
import io.mtasts.verdict.TlsRptCheck;
import io.mtasts.verdict.TlsRptObservations;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The use cases of MTA-STS: probe the network, evaluate the observations. Inputs must have been admitted. */
@Startup // reads the data about senders before an event loop needs it
@ApplicationScoped
public class MtaStsCheckService {

    private final CoalescingProber probes;
    private final PartialProber parts;
    private final Event<Report> checked;

    public MtaStsCheckService(CoalescingProber probes, PartialProber parts, Event<Report> checked) {
        this.probes = probes;
        this.parts = parts;
        this.checked = checked;
        SenderMatrix.current();
    }

    /** What to publish, and the report that it was made from. */
    public record SetupReport(Setup setup, Report report) {}

    /** The steps of a change, and the report that they were made from. */
    public record PlanReport(Plan plan, Report report) {}

    /** One part of a domain, and its evaluation. */
    public record PartReport<O, E>(TimedResult<O> observed, E evaluation) {}

    /** Returns the parts whose progress is reported. */
    public Set<ProbeEvent.Part> parts(Set<Include> include) {
        return probes.parts(include.contains(Include.REPLICAS));
    }

    /** Checks a domain without the parts that have to be requested. */
    public Multi<CheckEvent<CheckReport>> check(Admission.Admitted request) {
        return check(request, Set.of());
    }

    /** Checks a domain and compares the report with expectations. Fails if one of them is not known to hold. */
    public Multi<CheckEvent<CheckReport>> check(
            Admission.Admitted request, Set<Include> include, Optional<Expectations> expectations) {
        Multi<CheckEvent<CheckReport>> events = check(request, include);
        return expectations.isEmpty()
                ? events
                : events.map(event -> event instanceof CheckEvent.Done<CheckReport> done
                        ? new CheckEvent.Done<>(asExpected(done.result(), expectations.get()))
                        : event);
    }

    /** Checks a domain. Cancelling the subscription cancels the check, unless another request shares it. */
    public Multi<CheckEvent<CheckReport>> check(Admission.Admitted request, Set<Include> include) {
        return evaluate(
                new ProbeRequest(request.domain(), include.contains(Include.REPLICAS)),
                request,
                report -> conclusive(new CheckReport(request.input(), report, Optional.empty(), include)));
    }

    /** Generates the requested policy for a domain. Rejects the request if no such policy is possible. */
    public Multi<CheckEvent<SetupReport>> setup(Admission.Admitted admitted, SetupRequest request) {
        return evaluate(
                admitted,
                report -> Setup.blocker(request, report)
                        .<CheckResult<SetupReport>>map(
                                blocker -> new Failed<>(blocked(blocker, Setup.inconclusive(request, report))))
                        .orElseGet(() -> new Completed<>(new SetupReport(Setup.of(request, report), report))));
    }

    /** Plans a change of a domain with dates. Rejects the request if the requested time is too early. */
    public Multi<CheckEvent<PlanReport>> plan(Admission.Admitted admitted, PlanRequest request) {
        return evaluate(
                admitted,
                report -> Planner.blocker(report)
                        .<CheckResult<PlanReport>>map(
                                blocker -> new Failed<>(blocked(blocker, Planner.inconclusive(report))))
                        .orElseGet(() -> planned(Planner.plan(request, report), report)));
    }

    /** Checks a domain as if it published another policy. */
    public Multi<CheckEvent<CheckReport>> preview(Admission.Admitted request, byte[] policy) {
        return evaluate(request, today -> {
            Report preview = Evaluator.preview(request.input().findings(), today.observations(), policy);
            return conclusive(new CheckReport(request.input(), preview, Optional.of(today), Set.of()));
        });
    }

    /** Looks up the mail servers only. */
    public Uni<CheckResult<PartReport<MailServers, MxCheck>>> mailServers(Admission.Admitted request) {
        DomainName domain = request.domain();
        return result(parts.mailServers(domain, request.client()), observed -> {
            Lookup<MxRecord> mx = observed.value().mx();
            MxCheck check = MxCheck.of(domain, mx, observed.value().hosts());
            return check.known()
                    ? new Completed<>(new PartReport<>(observed, check))
                    : inconclusive(new InconclusiveLookup(check.lookupFailure(), mx.timedOut()));
        });
    }

    /** Looks up the MTA-STS record only. */
    public Uni<CheckResult<PartReport<Lookup<String>, RecordOnlyCheck>>> record(Admission.Admitted request) {
        DomainName domain = request.domain();
        return result(parts.record(domain, request.client()), observed -> {
            RecordOnlyCheck check = RecordOnlyCheck.of(domain, observed.value(), observed.checkedAt());
            return check.inconclusive(observed.value())
                    .<CheckResult<PartReport<Lookup<String>, RecordOnlyCheck>>>map(MtaStsCheckService::inconclusive)
                    .orElseGet(() -> new Completed<>(new PartReport<>(observed, check)));
        });
    }

    /** Looks up the TLS reporting record only. */
    public Uni<CheckResult<PartReport<TlsRptObservations, TlsRptCheck>>> tlsRpt(Admission.Admitted request) {
        DomainName domain = request.domain();
        return result(parts.tlsRpt(domain, request.client()), observed -> {
            TlsRptCheck check = TlsRptCheck.of(domain, observed.value());
            return check.result().isPresent()
                    ? new Completed<>(new PartReport<>(observed, check))
                    : inconclusive(new InconclusiveLookup(
                            check.findings().get(0), observed.value().lookup().timedOut()));
        });
    }

    private <T> Multi<CheckEvent<T>> evaluate(Admission.Admitted request, Function<Report, CheckResult<T>> evaluation) {
        return evaluate(ProbeRequest.of(request.domain()), request, evaluation);
    }

    private <T> Multi<CheckEvent<T>> evaluate(
            ProbeRequest probe, Admission.Admitted request, Function<Report, CheckResult<T>> evaluation) {
        return probes.probe(probe, request.client())
                .map(event -> {
                    if (event instanceof ProbeEvent.Finished finished) {
                        Report report = Evaluator.evaluate(request.input().findings(), finished.observations());
                        checked.fire(report);
                        return (CheckEvent<T>) new CheckEvent.Done<>(evaluation.apply(report));
                    }
                    return new CheckEvent.Progress<T>((ProbeEvent.PartKnown) event);
                })
                .onFailure(OverloadedException.class)
                .recoverWithItem(failure -> new CheckEvent.Done<>(new Failed<>(overloaded(failure))));
    }

    /** Evaluates what a prober observed; used by every service. */
    static <O, T> Uni<CheckResult<T>> result(Uni<O> observed, Function<O, CheckResult<T>> evaluation) {
        return observed.map(evaluation)
                .onFailure(OverloadedException.class)
                .recoverWithItem(failure -> new Failed<>(overloaded(failure)));
    }

    static <T> CheckResult<T> inconclusive(InconclusiveLookup cause) {
        return new Failed<>(new Inconclusive(cause, Optional.empty()));
    }

    private static CheckResult<CheckReport> conclusive(CheckReport report) {
        return report.report()
                .inconclusive()
                .<CheckResult<CheckReport>>map(cause -> new Failed<>(new Inconclusive(cause, Optional.of(report))))
                .orElseGet(() -> new Completed<>(report));
    }

    private static CheckResult<CheckReport> asExpected(CheckResult<CheckReport> result, Expectations expectations) {
        return result.fold(
                report -> {
                    List<Assessment> unmet = Assessment.unmet(expectations.assess(report.report()));
                    return unmet.isEmpty() ? result : new Failed<>(new CheckFailure.NotAsExpected(unmet, report));
                },
                failure -> result);
    }

    private static CheckFailure blocked(Finding blocker, Optional<InconclusiveLookup> inconclusive) {
        return inconclusive
                .<CheckFailure>map(lookup -> new Inconclusive(lookup, Optional.empty()))
                .orElseGet(() -> Rejected.of(Reason.NO_POLICY_POSSIBLE, blocker));
    }

    private static CheckResult<PlanReport> planned(Plan plan, Report report) {
        return plan.conflict()
                .<CheckResult<PlanReport>>map(conflict -> new Failed<>(new Rejected(
                        Reason.CUT_OVER_TOO_EARLY,
                        "cut-over-too-early",
                        conflict,
                        Optional.of(plan.earliest().toString()),
                        Optional.empty())))
                .orElseGet(() -> new Completed<>(new PlanReport(plan, report)));
    }

    private static CheckFailure overloaded(Throwable failure) {
        return switch (((OverloadedException) failure).limit()) {
            case CAPACITY -> new CheckFailure.Overloaded(CheckFailure.Resource.CAPACITY);
            case SOCKETS -> new CheckFailure.Overloaded(CheckFailure.Resource.SOCKETS);
            case CLIENT -> AdmissionControl.tooManyRunning();
        };
    }
}
