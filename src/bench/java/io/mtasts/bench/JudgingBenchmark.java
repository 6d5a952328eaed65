package io.mtasts.bench;

import io.mtasts.cases.Case;
import io.mtasts.cases.CaseObservations;
import io.mtasts.name.DomainInput;
import io.mtasts.sts.PolicyParseResult;
import io.mtasts.sts.PolicyParser;
import io.mtasts.sts.RecordParseResult;
import io.mtasts.sts.StsRecordSelector;
import io.mtasts.tlsrpt.TlsRptParseResult;
import io.mtasts.tlsrpt.TlsRptParser;
import io.mtasts.verdict.Evaluator;
import io.mtasts.verdict.Observations;
import io.mtasts.verdict.Report;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** The duration of the pure part of a check: parsing each text and evaluating the observations. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JudgingBenchmark {

    private static final int MAX_POLICY_LENGTH = 65_536;

    private final List<String> record = List.of("v=STSv1; id=20260401T090000;");
    private final List<String> tlsRpt = List.of("v=TLSRPTv1; rua=mailto:tls-reports@example.com");
    private final byte[] policy = policy(1);
    private final byte[] longestPolicy = policy(MAX_POLICY_LENGTH / "mx: mx10000.example.com\r\n".length() - 3);
    private final List<Observations> cases = Case.all()
            .filter(testCase -> !testCase.isRejected())
            .map(CaseObservations::of)
            .toList();
    private final Observations valid = cases.stream()
            .filter(observations ->
                    Evaluator.evaluate(List.of(), observations).findings().isEmpty())
            .findFirst()
            .orElseThrow();

    @Benchmark
    public RecordParseResult record() {
        return StsRecordSelector.read("_mta-sts.example.com", record, "20260401T090001");
    }

    @Benchmark
    public TlsRptParseResult tlsRpt() {
        return TlsRptParser.read("_smtp._tls.example.com", "example.com", tlsRpt);
    }

    @Benchmark
    public PolicyParseResult policy() {
        return PolicyParser.parse(policy);
    }

    @Benchmark
    public PolicyParseResult longestPolicy() {
        return PolicyParser.parse(longestPolicy);
    }

    @Benchmark
    public DomainInput domain() {
        return DomainInput.parse("example.com");
    }

    @Benchmark
    public DomainInput internationalisedDomain() {
        return DomainInput.parse("bücher.example");
    }

    @Benchmark
    public Report validEvaluation() {
        return Evaluator.evaluate(List.of(), valid);
    }

    /** All conformance cases, one after the other. */
    @Benchmark
    public void allEvaluations(Blackhole hole) {
        cases.forEach(observations -> hole.consume(Evaluator.evaluate(List.of(), observations)));
    }

    private static byte[] policy(int hosts) {
        StringBuilder text = new StringBuilder("version: STSv1\r\nmode: enforce\r\nmax_age: 1209600\r\n");
        for (int i = 0; i < hosts; i++) {
            text.append("mx: mx").append(10_000 + i).append(".example.com\r\n");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
