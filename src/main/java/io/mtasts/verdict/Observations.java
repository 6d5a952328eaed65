package io.mtasts.verdict;

import io.mtasts.name.DomainName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that was observed of a domain, without evaluation.
 *
 * @param record TXT at _mta-sts.{domain}, each record's strings joined
 * @param tlsRpt the record at _smtp._tls.{domain}, and what was looked up because of it
 * @param mxHosts the addresses of every MX host; those of the domain itself if it has no MX record
 * @param starttls the TLS of the mail servers that this service connected to
 * @param dane the TLSA records of the mail servers; empty if no resolver is trusted to validate them
 * @param misplaced where else records were found; looked for only if there is none at _mta-sts
 * @param unregistered the registered names of patterns of the policy that do not exist, as far as they were looked up
 * @param replicas what each name server says about the record; empty unless it was requested
 */
public record Observations(
        DomainName domain,
        Lookup<String> record,
        TlsRptObservations tlsRpt,
        Lookup<MxRecord> mx,
        List<HostLookup> mxHosts,
        List<StarttlsProbe> starttls,
        List<DaneProbe> dane,
        PolicyFetch policy,
        MisplacedRecords misplaced,
        List<String> unregistered,
        Optional<Replicas> replicas,
        Timings timings,
        Instant checkedAt) {

    public Observations {
        mxHosts = List.copyOf(mxHosts);
        starttls = List.copyOf(starttls);
        dane = List.copyOf(dane);
        unregistered = List.copyOf(unregistered);
    }

    /**
     * Names with an MTA-STS record that no sender looks up.
     *
     * @param wrongNames names near the right one, such as the domain itself
     * @param parents domains above this one that have MTA-STS
     */
    public record MisplacedRecords(List<String> wrongNames, List<String> parents) {

        public static final MisplacedRecords NONE = new MisplacedRecords(List.of(), List.of());

        public MisplacedRecords {
            wrongNames = List.copyOf(wrongNames);
            parents = List.copyOf(parents);
        }
    }

    /** How long each branch took from the start of the check (policy: from its address to the answer). */
    public record Timings(
            Duration record, Duration mx, Duration policyHost, Duration policy, Duration tlsRpt, Duration total) {}
}
