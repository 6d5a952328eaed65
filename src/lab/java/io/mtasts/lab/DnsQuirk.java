package io.mtasts.lab;

/** A way in which a name server answers oddly, but with the right records. */
public enum DnsQuirk {

    /** FORMERR without a question section for a query with EDNS. RFC 6891, 7. */
    EDNS_FORMERR,

    /** FORMERR with the question for a query with EDNS. */
    EDNS_FORMERR_QUESTION,

    /** NOTIMP for a query with EDNS. */
    EDNS_NOTIMP,

    /** Each record twice. */
    DUPLICATES,

    /** A signature beside the records. */
    RRSIG,

    /** The records before the aliases that lead to them. */
    REVERSED,

    /** Owner names in the other letter case. */
    CASE
}
