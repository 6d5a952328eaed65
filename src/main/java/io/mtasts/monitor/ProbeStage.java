package io.mtasts.monitor;

import io.mtasts.verdict.Observations.Timings;
import java.time.Duration;
import java.util.function.Function;

/** The concurrent parts of a probe with their durations. */
enum ProbeStage {
    RECORD(Timings::record),
    MX(Timings::mx),
    POLICY_HOST(Timings::policyHost),
    /** Starts when the addresses of the policy host are known. */
    POLICY(Timings::policy),
    TLS_RPT(Timings::tlsRpt);

    private final Function<Timings, Duration> duration;

    ProbeStage(Function<Timings, Duration> duration) {
        this.duration = duration;
    }

    Duration begin(Timings timings) {
        return this == POLICY ? timings.policyHost() : Duration.ZERO;
    }

    Duration duration(Timings timings) {
        return duration.apply(timings);
    }
}
