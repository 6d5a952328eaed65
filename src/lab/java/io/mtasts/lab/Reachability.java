package io.mtasts.lab;

/** What a TCP connection to an address meets. */
public enum Reachability {
    /** The policy sites. */
    SITES,

    /** Nobody listens: the connection is refused. */
    REFUSED,

    /** The connection is accepted, then there is silence. */
    TARPIT,

    /** Not even an answer to the SYN. */
    NO_ANSWER,

    /** The connection is counted and closed; there should be none. */
    FORBIDDEN
}
