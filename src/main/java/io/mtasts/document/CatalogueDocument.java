package io.mtasts.document;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The JSON document with the catalogue of findings. */
@Schema(name = "Catalogue", description = "Everything that the service can report about a domain.")
public record CatalogueDocument(
        @Schema(description = "The entries, grouped by what they are about.", required = true)
        List<CatalogueEntryDocument> findings,

        @Schema(description = "The build of the service.", required = true)
        BuildInfo service) {

    /** Returns the document of the whole catalogue. */
    public static CatalogueDocument current() {
        return new CatalogueDocument(List.copyOf(FindingCatalogue.all()), BuildInfo.CURRENT);
    }
}
