package io.mtasts.verdict;

import io.mtasts.name.DomainName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * All that was seen of a domain, nothing of it judged.
 *
 * @param record TXT at _mta-sts.{domain}, each record's strings joined
 * @param tlsRpt TXT at _smtp._tls.{domain}, each record's strings joined
 * @param mxHosts the addresses of every MX host; those of the domain itself where it has no MX record
 * @param starttls the TLS of mail servers, as far as they were connected to
 * @param misplaced where else a record was found, looked for only where there is none at _mta-sts
 */
public record Observations(
        DomainName domain,
        Lookup<String> record,
        Lookup<String> tlsRpt,
        Lookup<MxRecord> mx,
        List<HostLookup> mxHosts,
        List<StarttlsProbe> starttls,
        PolicyFetch policy,
        MisplacedRecords misplaced,
        Timings timings,
        Instant checkedAt) {

    public Observations {
        mxHosts = List.copyOf(mxHosts);
        starttls = List.copyOf(starttls);
    }

    /**
     * Names at which an MTA-STS record stands although no sender looks for it there.
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
