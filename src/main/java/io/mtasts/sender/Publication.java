package io.mtasts.sender;

import io.mtasts.finding.Finding;
import io.mtasts.sts.Policy;
import java.util.List;
import java.util.Optional;

/**
 * What a domain publishes: the texts that senders read, and what a strict reading found in them.
 *
 * @param announced whether there is a record, valid or not, or its lookup failed
 * @param recordAccepted whether a strict sender accepts the record
 * @param records the TXT records, each with its strings joined
 * @param recordFindings the findings about the record, with the severity of the parser
 * @param contentType the media type with which the policy is served
 * @param policyText the body; empty if it was not fetched completely
 * @param policyFindings the findings about the policy and its host, with the severity of the parser
 * @param policy the policy of a strict reading; empty if a strict sender ignores it
 */
public record Publication(
        boolean announced,
        boolean recordAccepted,
        List<String> records,
        List<Finding> recordFindings,
        Optional<String> contentType,
        Optional<String> policyText,
        List<Finding> policyFindings,
        Optional<Policy> policy) {

    public Publication {
        records = List.copyOf(records);
        recordFindings = List.copyOf(recordFindings);
        policyFindings = List.copyOf(policyFindings);
    }
}
