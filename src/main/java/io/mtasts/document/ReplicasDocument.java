package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.verdict.ReplicaLookup;
import io.mtasts.verdict.Replicas;
import java.net.InetAddress;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What each name server says about the record, in a document. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "Replicas",
        description =
                "What each authoritative name server says about the MTA-STS record. If the record is an alias, the"
                        + " name servers of its target are queried too. At most eight servers of a zone are queried, each at two"
                        + " addresses.")
public record ReplicasDocument(
        @Schema(
                description =
                        "Whether all name servers say the same: yes, no, or unknown (some gave no response, and the"
                                + " others agree).",
                examples = "no",
                required = true)
        Replicas.Agreement agree,

        @Schema(
                description = "Why some name servers are not known. Left out if all are.",
                examples = "the name servers of _mta-sts.example.com: the name server did not answer in time")
        @Nullable
        String failure,

        @Schema(description = "The name servers, one entry for each address.", required = true)
        List<NameServerDocument> nameServers) {

    /** A name server in a document. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "NameServer", description = "What one address of a name server says.")
    public record NameServerDocument(
            @Schema(description = "The queried name.", examples = "_mta-sts.example.com", required = true)
            String name,

            @Schema(description = "The zone of the name server.", examples = "example.com", required = true)
            String zone,

            @Schema(description = "The name server.", examples = "ns1.example.net", required = true)
            String server,

            @Schema(description = "The address. Left out if the server has none.", examples = "192.0.2.53") @Nullable
            String address,

            @Schema(
                    description =
                            "answered: it gave an authoritative response. lame: it gave none, although the zone names it."
                                    + " silent: it gave no complete response in time. no-address: it has no address."
                                    + " not-queried: a limit of this service forbids the query, which says nothing about"
                                    + " the server.",
                    examples = "answered",
                    required = true)
            ReplicaLookup.Status status,

            @Schema(
                    description = "The target of the alias that the server has at the name. Left out if there is none.",
                    examples = "_mta-sts.provider.example")
            @Nullable
            String alias,

            @Schema(
                    description = "The TXT records that the server has at the name, each with its strings joined.",
                    examples = "[\"v=STSv1; id=20260401T090000\"]",
                    required = true)
            List<String> texts,

            @Schema(
                    description = "Why there is no usable response, in a few words. Left out if there is one.",
                    examples = "the name server did not answer in time")
            @Nullable
            String failure) {

        static NameServerDocument of(ReplicaLookup lookup) {
            return new NameServerDocument(
                    lookup.name(),
                    lookup.zone(),
                    lookup.server(),
                    lookup.address().map(InetAddress::getHostAddress).orElse(null),
                    lookup.status(),
                    lookup.alias().orElse(null),
                    lookup.texts(),
                    DocumentValues.nullIfEmpty(lookup.failure()));
        }
    }

    static ReplicasDocument of(Replicas replicas) {
        return new ReplicasDocument(
                replicas.agreement(),
                replicas.failure().orElse(null),
                replicas.lookups().stream().map(NameServerDocument::of).toList());
    }
}
