package io.mtasts.tlsreport;

/** Whether the cause of a reported failure is still there, as far as this service observed it. */
public enum CauseToday {
    GONE,
    STILL_THERE,
    /** This service did not observe what decides. */
    NOT_KNOWN
}
