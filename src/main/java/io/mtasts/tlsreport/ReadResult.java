package io.mtasts.tlsreport;

import java.util.List;

/** The result of reading a file: a report, or the reason why there is none. */
public sealed interface ReadResult {

    /**
     * A report.
     *
     * @param deviations where the file differs from RFC 8460, each kind once
     */
    record Complete(TlsReport report, List<ReportDeviation> deviations) implements ReadResult {

        public Complete {
            deviations = List.copyOf(deviations);
        }
    }

    /**
     * A file that is not a report that this service reads.
     *
     * @param detail sentences for people, with the place in the file
     */
    record Failed(ReportFailure failure, String detail) implements ReadResult {}
}
