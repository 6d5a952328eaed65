package io.mtasts.probe;

import io.mtasts.text.ListSummary;
import io.mtasts.verdict.FetchFailure;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.MxRecord;
import io.mtasts.verdict.Observations;
import io.mtasts.verdict.PolicyFetch;
import io.mtasts.verdict.PolicyResponse;
import io.mtasts.verdict.ReplicaLookup;
import io.mtasts.verdict.Replicas;
import io.mtasts.verdict.StarttlsProbe;
import java.util.List;
import java.util.Locale;

/** An event of a running probe of a domain. The last event of a probe is {@link Finished}. */
public sealed interface ProbeEvent {

    /** The parts of a domain, in the order in which pages show them. */
    enum Part {
        RECORD,
        POLICY_HOST,
        POLICY,
        MX,
        MAIL_SERVERS,
        STARTTLS,
        TLS_RPT,
        NAME_SERVERS
    }

    /** The probe has ended. */
    record Finished(Observations observations) implements ProbeEvent {}

    /**
     * A part of the domain has been looked up, and is not evaluated yet.
     *
     * @param summary the observation in a few words, which may contain text from outside
     */
    record PartKnown(Part part, String summary) implements ProbeEvent {

        static PartKnown ofRecord(Lookup<String> lookup) {
            return new PartKnown(Part.RECORD, texts(lookup));
        }

        static PartKnown ofTlsRpt(Lookup<String> lookup) {
            return new PartKnown(Part.TLS_RPT, texts(lookup));
        }

        static PartKnown ofNameServers(Replicas replicas) {
            long answered = replicas.lookups().stream()
                    .filter(lookup -> lookup.status() == ReplicaLookup.Status.ANSWERED)
                    .count();
            return new PartKnown(
                    Part.NAME_SERVERS,
                    replicas.failure()
                            .orElse("%d of %d responded"
                                    .formatted(answered, replicas.lookups().size())));
        }

        static PartKnown ofMx(Lookup<MxRecord> lookup) {
            return new PartKnown(
                    Part.MX,
                    lookup.conclusive()
                            ? names(lookup.records().stream()
                                    .map(record -> record.isNull() ? "." : record.host())
                                    .toList())
                            : lookup.failure());
        }

        static PartKnown ofMailServers(List<HostLookup> hosts) {
            int addresses =
                    hosts.stream().mapToInt(host -> host.addresses().size()).sum();
            return new PartKnown(Part.MAIL_SERVERS, count(addresses, "address", "addresses"));
        }

        static PartKnown ofStarttls(List<StarttlsProbe> probes) {
            long valid = probes.stream()
                    .filter(probe -> probe.status() == StarttlsProbe.Status.VALID)
                    .count();
            return new PartKnown(
                    Part.STARTTLS, probes.isEmpty() ? "none" : "%d of %d valid".formatted(valid, probes.size()));
        }

        static PartKnown ofPolicyHost(HostLookup host) {
            String failure =
                    host.a().conclusive() ? host.aaaa().failure() : host.a().failure();
            return new PartKnown(
                    Part.POLICY_HOST,
                    host.addresses().isEmpty() && !failure.isEmpty()
                            ? failure
                            : count(host.addresses().size(), "address", "addresses"));
        }

        static PartKnown ofPolicy(PolicyFetch fetch) {
            return new PartKnown(
                    Part.POLICY,
                    fetch.response()
                            .map(PartKnown::describe)
                            .or(() -> fetch.failure().map(PartKnown::describe))
                            .orElse(""));
        }

        private static String describe(PolicyResponse response) {
            return response.status() == 200
                    ? "status 200, " + count(response.body().length, "byte", "bytes")
                    : "status " + response.status();
        }

        private static String describe(FetchFailure failure) {
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
}
