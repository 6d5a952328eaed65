package io.mtasts.tlsreport;

import com.fasterxml.jackson.core.StreamReadConstraints;

/** The limits of a report. A report of a large sender about a large domain stays far below them. */
public final class ReportLimits {

    /** The size of a report as it is sent, compressed or not, in bytes. */
    public static final int MAX_BYTES = 1 << 20;

    /** The size of a report after decompression, in bytes. */
    static final int MAX_DECOMPRESSED_BYTES = 4 << 20;

    /** How many times larger a report may become by decompression. Deflate reaches 1,032. */
    static final int MAX_RATIO = 200;

    /** Below this size, the ratio does not matter. In bytes. */
    static final int MAX_BYTES_OF_ANY_RATIO = 64 << 10;

    /** How many layers of gzip a report may have: the file, and the content coding of HTTP. */
    static final int MAX_LAYERS = 2;

    static final int MAX_POLICIES = 100;

    /** The number of entries in all arrays "failure-details". */
    static final int MAX_FAILURES = 5_000;

    /** The number of distinct failures, each a result type and a mail server. */
    static final int MAX_DISTINCT_FAILURES = 300;

    /** The number of strings in one array. */
    static final int MAX_STRINGS = 1_000;

    /** The number of entries of a failure that are kept, apart from their sum. */
    static final int MAX_ENTRIES_KEPT = 5;

    /** The length of a text that is kept, in characters. The rest is cut off. */
    static final int MAX_TEXT_LENGTH = 300;

    /** The highest number that every JSON library reads exactly. RFC 7493, 2.2. */
    static final long MAX_COUNT = (1L << 53) - 1;

    private static final int MAX_DEPTH = 16;
    private static final int MAX_TOKENS = 200_000;
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final int MAX_NAME_LENGTH = 1_000;
    private static final int MAX_STRING_LENGTH = 100_000;

    /** The limits that the JSON parser holds. */
    static final StreamReadConstraints JSON = StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxTokenCount(MAX_TOKENS)
            .maxNumberLength(MAX_NUMBER_LENGTH)
            .maxNameLength(MAX_NAME_LENGTH)
            .maxStringLength(MAX_STRING_LENGTH)
            .maxDocumentLength(MAX_DECOMPRESSED_BYTES)
            .build();

    private ReportLimits() {}
}
