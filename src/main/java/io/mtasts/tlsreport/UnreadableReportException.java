package io.mtasts.tlsreport;

/** Thrown within this package if a file cannot be read as a report. */
final class UnreadableReportException extends Exception {

    private static final long serialVersionUID = 1;

    private final ReportFailure failure;
    private final String detail;

    /**
     * Creates an exception without a stack trace, since any client can cause it.
     *
     * @param detail sentences for people
     */
    UnreadableReportException(ReportFailure failure, String detail) {
        super(detail, null, false, false);
        this.failure = failure;
        this.detail = detail;
    }

    ReadResult.Failed toResult() {
        return new ReadResult.Failed(failure, detail);
    }
}
