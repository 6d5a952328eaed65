package io.mtasts.cli;

import io.mtasts.check.AdmissionControl;
import io.mtasts.check.CheckFailure;
import io.mtasts.check.CheckReport;
import io.mtasts.document.Problems;
import io.mtasts.document.ReportDocument;
import io.mtasts.expect.Expectations;
import io.mtasts.name.DomainInput;
import io.mtasts.net.SocketsExhaustedException;
import io.mtasts.probe.StandaloneProber;
import io.mtasts.verdict.Report;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.Set;

/** A checker of domains that compares each report with the same expectations. */
final class DomainChecker {

    private final StandaloneProber prober;
    private final Expectations expectations;

    DomainChecker(StandaloneProber prober, Expectations expectations) {
        this.prober = prober;
        this.expectations = expectations;
    }

    /** Checks a domain. Never fails, since every failure is a result. */
    Uni<CheckedDomain> check(GivenDomain given) {
        DomainInput input = DomainInput.parse(given.text());
        return input instanceof DomainInput.Accepted accepted
                ? check(given, accepted)
                : Uni.createFrom()
                        .item(CheckedDomain.invalid(
                                given, Problems.of(AdmissionControl.invalidDomain((DomainInput.Rejected) input))));
    }

    private Uni<CheckedDomain> check(GivenDomain given, DomainInput.Accepted input) {
        return prober.check(input)
                .map(report -> result(given, input, report))
                .onFailure()
                .recoverWithItem(failure -> CheckedDomain.undetermined(given, Problems.of(failure(failure))));
    }

    private CheckedDomain result(GivenDomain given, DomainInput.Accepted input, Report report) {
        CheckReport checked = new CheckReport(input, report, Optional.empty(), Set.of());
        return report.inconclusive()
                .map(cause -> CheckedDomain.undetermined(
                        given, Problems.of(new CheckFailure.Inconclusive(cause, Optional.of(checked)))))
                .orElseGet(() -> CheckedDomain.of(given, ReportDocument.of(checked), expectations.assess(report)));
    }

    /** Returns the failure that ends a check. Anything but a lack of sockets is a bug. */
    static CheckFailure failure(Throwable failure) {
        return failure instanceof SocketsExhaustedException
                ? new CheckFailure.Overloaded(CheckFailure.Resource.SOCKETS)
                : new CheckFailure.UnexpectedError();
    }
}
