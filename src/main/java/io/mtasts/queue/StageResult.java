package io.mtasts.queue;

import io.mtasts.check.CheckFailure;

/** The result of a stage for one domain. */
sealed interface StageResult {

    /** The domain has a record or an alias for one. */
    record Candidate() implements StageResult {}

    /**
     * The domain has a verdict.
     *
     * @param kind the kind of the document
     * @param verdict the verdict in the document
     */
    record Verdict(String kind, String verdict, Object document) implements StageResult {}

    /** The stage has no result. */
    record Failed(CheckFailure failure) implements StageResult {}
}
