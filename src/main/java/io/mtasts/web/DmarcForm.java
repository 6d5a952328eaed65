package io.mtasts.web;

import io.mtasts.dmarc.AssessmentPolicy;
import io.mtasts.dmarc.DmarcRecord;
import io.mtasts.dmarc.DmarcReport;
import io.mtasts.dmarc.DmarcSetup;
import io.mtasts.http.FormFields;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The generator of a DMARC record: its fields as they were sent, and its result. Fields that were not sent have the values of
 * the record that the domain publishes.
 *
 * @param rua the destinations as they were entered
 * @param rejection why there is no record, otherwise empty
 */
record DmarcForm(DmarcSetup.Request request, String rua, DmarcSetup setup, String rejection) {

    static DmarcForm of(DmarcReport report, FormFields fields) {
        Optional<DmarcRecord> current = report.walk().get(0).result().flatMap(result -> result.record());
        DmarcSetup.Request today = DmarcSetup.Request.of(current);
        Optional<String> policy = fields.field("p");
        DmarcSetup.Request request = policy.isEmpty()
                ? today
                : new DmarcSetup.Request(
                        policy(policy).orElse(today.policy()),
                        policy(fields.field("sp")),
                        fields.field("t").filter("y"::equals).isPresent(),
                        Stream.of(fields.field("rua").orElse("").split(","))
                                .map(String::strip)
                                .filter(uri -> !uri.isEmpty())
                                .toList());
        DmarcSetup setup = DmarcSetup.of(report.observations().domain(), current, request);
        return new DmarcForm(
                request,
                String.join(", ", request.rua()),
                setup,
                setup.fault().map(fault -> fault.message()).orElse(""));
    }

    /** Returns the policies to choose from, the weakest first. */
    public List<AssessmentPolicy> policies() {
        return List.of(AssessmentPolicy.values());
    }

    /** Returns whether this is the requested policy of subdomains. */
    public boolean isForSubdomains(AssessmentPolicy policy) {
        return request.subdomains().equals(Optional.of(policy));
    }

    private static Optional<AssessmentPolicy> policy(Optional<String> value) {
        return value.map(text -> text.toUpperCase(Locale.ROOT))
                .flatMap(name -> Arrays.stream(AssessmentPolicy.values())
                        .filter(policy -> policy.name().equals(name))
                        .findFirst());
    }
}
