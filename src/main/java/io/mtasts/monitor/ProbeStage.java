package io.mtasts.monitor;

import io.mtasts.verdict.Observations.Timings;
import java.time.Duration;
import java.util.function.Function;

/** What a check does side by side, and how long each took. */
enum ProbeStage {
    RECORD(Timings::record),
    MX(Timings::mx),
    POLICY_HOST(Timings::policyHost),
    /** Begins when the address of the Policy Host is known. */
    POLICY(Timings::policy),
    TLS_RPT(Timings::tlsRpt);

    private final Function<Timings, Duration> took;

    ProbeStage(Function<Timings, Duration> took) {
        this.took = took;
    }

    Duration begin(Timings timings) {
        return this == POLICY ? timings.policyHost() : Duration.ZERO;
    }

    Duration took(Timings timings) {
        return took.apply(timings);
    }
}
