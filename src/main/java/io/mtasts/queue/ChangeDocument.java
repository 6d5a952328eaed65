package io.mtasts.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON document of a change of a domain.
 *
 * @param id the place of the new verdict in its topic. The same change has the same id if it is sent twice.
 * @param domain in A-label form
 * @param changed the names of the members that differ
 * @param before the state before. Left out if the domain had no MTA-STS or was never checked.
 * @param after the state now. Left out if the domain has no MTA-STS.
 * @param checkedAt when the check of the new verdict started
 */
@RegisterForReflection // written as JSON outside of a resource
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChangeDocument(
        String id,
        String domain,
        List<String> changed,
        @Nullable VerdictState before,
        @Nullable VerdictState after,
        @Nullable Instant checkedAt) {}
