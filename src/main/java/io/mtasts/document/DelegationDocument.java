package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.verdict.Delegation;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The operators of a delegated set-up in a document. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "Delegation",
        description = "The operators to which the aliases (CNAME) of record and policy host lead (RFC 8461, 8.2).")
public record DelegationDocument(
        @Schema(description = "The alias of the record. Left out if the record is not an alias.") @Nullable
        AliasDocument record,

        @Schema(description = "The alias of the policy host. Left out if the policy host is not an alias.") @Nullable
        AliasDocument policyHost,

        @Schema(
                description = "Whether both lead to the same operator: yes, no, unknown (an operator is not known), or"
                        + " not-applicable (at most one of them is an alias).",
                examples = "yes",
                required = true)
        Delegation.Agreement agree) {

    /** An alias in a document. */
    @Schema(name = "DelegationAlias", description = "An alias, and who operates its target.")
    public record AliasDocument(
            @Schema(
                    description = "The end of the chain of aliases.",
                    examples = "_mta-sts.mx.cloudflare.net",
                    required = true)
            String target,

            @Schema(
                    description = "The operator by a table of known targets, or unknown.",
                    examples = "Cloudflare",
                    required = true)
            String operator) {

        private static @Nullable AliasDocument of(Optional<Delegation.Alias> alias) {
            return alias.map(one ->
                            new AliasDocument(one.target(), one.operator().orElse("unknown")))
                    .orElse(null);
        }
    }

    static DelegationDocument of(Delegation delegation) {
        return new DelegationDocument(
                AliasDocument.of(delegation.record()),
                AliasDocument.of(delegation.policyHost()),
                delegation.agreement());
    }
}
