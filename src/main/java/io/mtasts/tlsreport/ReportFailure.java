package io.mtasts.tlsreport;

/** Why a file is not read as a report. */
public enum ReportFailure {
    /** The file is neither JSON nor gzip, or its compression is damaged. */
    UNREADABLE("report-unreadable"),
    /** The file is JSON, but not a TLS report. */
    INVALID("report-invalid"),
    /** The report exceeds a limit of this service. */
    TOO_LARGE("report-too-large");

    private final String code;

    ReportFailure(String code) {
        this.code = code;
    }

    /** Returns the code of the problem that reports this failure. */
    public String code() {
        return code;
    }
}
