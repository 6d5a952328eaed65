package io.mtasts.document;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all documents about one domain have in common. */
public interface DomainDocument {

    /** Returns the domain in A-label form. */
    String domain();

    /** Returns the domain in Unicode, or null if it is the same as {@link #domain()}. */
    @Nullable
    String unicodeDomain();

    /** Returns the severity of the worst finding. */
    WorstSeverity severity();

    /** Returns the findings, worst first. */
    List<FindingDocument> findings();

    /** Returns when the check started. */
    Instant checkedAt();

    /** Returns the corrected versions of published texts. */
    default List<CorrectionDocument> corrections() {
        return List.of();
    }
}
