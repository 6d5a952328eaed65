package io.mtasts.probe;

import io.mtasts.text.ListSummary;
import io.mtasts.verdict.FetchFailure;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.MxRecord;
import io.mtasts.verdict.PolicyFetch;
import io.mtasts.verdict.PolicyResponse;
import io.mtasts.verdict.StarttlsProbe;
import java.util.List;
import java.util.Locale;

/**
 * One part of a check is known now; judged by nobody.
 *
 * @param summary what was seen, in a few words; may hold text from outside
 */
public record ProbeProgress(Part part, String summary) {

    /** What is looked at, in the order in which people think of it. */
    public enum Part {
        RECORD,
        POLICY_HOST,
        POLICY,
        MX,
        MAIL_SERVERS,
        STARTTLS,
        TLS_RPT
    }

    static ProbeProgress ofRecord(Lookup<String> lookup) {
        return new ProbeProgress(Part.RECORD, texts(lookup));
    }

    static ProbeProgress ofTlsRpt(Lookup<String> lookup) {
        return new ProbeProgress(Part.TLS_RPT, texts(lookup));
    }

    static ProbeProgress ofMx(Lookup<MxRecord> lookup) {
        return new ProbeProgress(
                Part.MX,
                lookup.conclusive()
                        ? names(lookup.records().stream()
                                .map(record -> record.isNull() ? "." : record.host())
                                .toList())
                        : lookup.failure());
    }

    static ProbeProgress ofMailServers(List<HostLookup> hosts) {
        int addresses = hosts.stream().mapToInt(host -> host.addresses().size()).sum();
        return new ProbeProgress(Part.MAIL_SERVERS, count(addresses, "address", "addresses"));
    }

    static ProbeProgress ofStarttls(List<StarttlsProbe> probes) {
        long valid = probes.stream()
                .filter(probe -> probe.status() == StarttlsProbe.Status.VALID)
                .count();
        return new ProbeProgress(
                Part.STARTTLS, probes.isEmpty() ? "none" : "%d of %d valid".formatted(valid, probes.size()));
    }

    static ProbeProgress ofPolicyHost(HostLookup host) {
        String failure =
                host.a().conclusive() ? host.aaaa().failure() : host.a().failure();
        return new ProbeProgress(
                Part.POLICY_HOST,
                host.addresses().isEmpty() && !failure.isEmpty()
                        ? failure
                        : count(host.addresses().size(), "address", "addresses"));
    }

    static ProbeProgress ofPolicy(PolicyFetch fetch) {
        return new ProbeProgress(
                Part.POLICY,
                fetch.response()
                        .map(ProbeProgress::words)
                        .or(() -> fetch.failure().map(ProbeProgress::words))
                        .orElse(""));
    }

    private static String words(PolicyResponse answer) {
        return answer.status() == 200
                ? "status 200, " + count(answer.body().length, "byte", "bytes")
                : "status " + answer.status();
    }

    private static String words(FetchFailure failure) {
        return failure.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String texts(Lookup<String> lookup) {
        return lookup.conclusive() ? count(lookup.records().size(), "record", "records") : lookup.failure();
    }

    private static String names(List<String> names) {
        return names.isEmpty() ? "none" : ListSummary.summarize(names);
    }

    private static String count(int count, String one, String many) {
        return count == 0 ? "none" : count + " " + (count == 1 ? one : many);
    }
}
