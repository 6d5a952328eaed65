package io.mtasts.check;

import io.mtasts.check.CheckFailure.Reason;
import io.mtasts.check.CheckFailure.Rejected;
import io.mtasts.check.CheckResult.Completed;
import io.mtasts.check.CheckResult.Failed;
import io.mtasts.name.DomainInput;
import io.mtasts.tlsreport.DomainCheck;
import io.mtasts.tlsreport.DomainCheck.NotChecked;
import io.mtasts.tlsreport.ExplainedReport;
import io.mtasts.tlsreport.ReadResult;
import io.mtasts.tlsreport.ReportFailure;
import io.mtasts.tlsreport.TlsReportReader;
import io.mtasts.verdict.Report;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The use case of TLS reports: read a report, check its domains, explain its failures. It stores nothing, and logs nothing of
 * a report.
 */
@ApplicationScoped
public class TlsReportService {

    /** The number of domains of a report that one request checks. A report is about one domain, apart from aliases. */
    public static final int MAX_DOMAINS = 3;

    private static final int MAX_CONCURRENT_READS = 2;

    private final AdmissionControl admission;
    private final MtaStsCheckService checker;
    private final BoundedReportReader reader = new BoundedReportReader(MAX_CONCURRENT_READS, TlsReportReader::read);

    public TlsReportService(AdmissionControl admission, MtaStsCheckService checker) {
        this.admission = admission;
        this.checker = checker;
    }

    /**
     * Explains a report. Reads it on a worker thread, since a large one takes many milliseconds.
     *
     * @param file the report as JSON, compressed with gzip or not
     * @param client the client's address as text, null if it is not known
     */
    public Uni<CheckResult<ExplainedReport>> explain(byte[] file, @Nullable String client) {
        Optional<Rejected> rejection = admission.countRequest(client);
        if (rejection.isPresent()) {
            return Uni.createFrom().item(new Failed<>(rejection.get()));
        }
        return reader.read(file)
                .flatMap(result -> result.map(read -> explain(read, client))
                        .orElseGet(() -> Uni.createFrom()
                                .item(new Failed<>(new CheckFailure.Overloaded(CheckFailure.Resource.CAPACITY)))));
    }

    private Uni<CheckResult<ExplainedReport>> explain(ReadResult result, @Nullable String client) {
        return result instanceof ReadResult.Complete read
                ? check(read, client)
                : Uni.createFrom().item(new Failed<>(rejected((ReadResult.Failed) result)));
    }

    private static Rejected rejected(ReadResult.Failed failed) {
        return Rejected.of(
                failed.failure() == ReportFailure.TOO_LARGE ? Reason.REPORT_TOO_LARGE : Reason.INVALID_REQUEST,
                failed.failure().code(),
                failed.detail());
    }

    private Uni<CheckResult<ExplainedReport>> check(ReadResult.Complete read, @Nullable String client) {
        Map<String, DomainCheck> known = new HashMap<>();
        List<Uni<DomainCheck>> running = new ArrayList<>();
        for (String domain : read.report().domains()) {
            Optional<DomainInput.Accepted> input = DomainInput.parse(domain).accepted();
            if (input.isEmpty()) {
                known.put(domain, DomainCheck.notChecked(domain, NotChecked.NOT_A_DOMAIN));
            } else if (running.size() == MAX_DOMAINS) {
                known.put(domain, DomainCheck.notChecked(domain, NotChecked.TOO_MANY_DOMAINS));
            } else {
                running.add(check(domain, input.get(), client));
            }
        }
        if (running.isEmpty()) {
            return Uni.createFrom().item(new Completed<>(ExplainedReport.of(read, known)));
        }
        return Uni.join().all(running).andFailFast().map(checks -> {
            checks.forEach(check -> known.put(check.domain(), check));
            return new Completed<>(ExplainedReport.of(read, known));
        });
    }

    private Uni<DomainCheck> check(String domain, DomainInput.Accepted input, @Nullable String client) {
        return admission.admit(input, client) instanceof Admission.Admitted admitted
                ? CheckEvent.result(checker.check(admitted))
                        .map(result -> result.fold(
                                report -> DomainCheck.checked(domain, report.report()),
                                failure -> observed(failure)
                                        .map(report -> DomainCheck.checked(domain, report))
                                        .orElseGet(() -> DomainCheck.notChecked(domain, reason(failure)))))
                : Uni.createFrom().item(DomainCheck.notChecked(domain, NotChecked.RATE_LIMITED));
    }

    /** Returns the report of a check without a verdict. */
    private static Optional<Report> observed(CheckFailure failure) {
        return failure instanceof CheckFailure.Inconclusive inconclusive
                ? inconclusive.observed().map(CheckReport::report)
                : Optional.empty();
    }

    private static NotChecked reason(CheckFailure failure) {
        return failure instanceof Rejected ? NotChecked.RATE_LIMITED : NotChecked.BUSY;
    }
}
