package io.mtasts.openapi;

import io.mtasts.text.KebabCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * A filter that writes the values of enums into the members that hold them, spelled as in the documents.
 *
 * <p>The values are an extension and not a closed enumeration, because clients that are generated from a closed one fail
 * when a later version of the service adds a value.
 */
final class OpenApiEnumerations {

    private static final String REFERENCE = "#/components/schemas/";
    private static final String VALUES = "x-extensible-enum";
    private static final String UNKNOWN = "unknown";

    /** The members that can be unknown although their enum has no such constant. */
    private static final Set<String> MAY_BE_UNKNOWN = Set.of(
            "Report.verdict", "Report.verdictToday", "Setup.verdictToday", "StsRecord.status", "DmarcRecord.status");

    private OpenApiEnumerations() {}

    static void inline(OpenAPI document) {
        Map<String, Schema> schemas = new TreeMap<>(document.getComponents().getSchemas());
        schemas.forEach((name, schema) -> {
            if (schema.getProperties() != null) {
                schema.getProperties().forEach((member, value) -> inline(name + "." + member, value, schemas));
            }
        });
        schemas.values().removeIf(schema -> schema.getEnumeration() != null);
        document.getComponents().setSchemas(schemas);
    }

    private static void inline(String path, Schema member, Map<String, Schema> schemas) {
        String reference = member.getRef();
        Schema target = reference == null ? null : schemas.get(reference.substring(REFERENCE.length()));
        List<Object> constants = target == null ? member.getEnumeration() : target.getEnumeration();
        if (constants != null) {
            List<Object> values = new ArrayList<>(spelled(constants));
            if (MAY_BE_UNKNOWN.contains(path)) {
                values.add(UNKNOWN);
            }
            member.setRef(null);
            member.setEnumeration(null);
            member.setType(List.of(SchemaType.STRING));
            member.addExtension(VALUES, values);
            member.setDescription(Objects.requireNonNullElse(member.getDescription(), "") + " Values: "
                    + values.stream().map(value -> "`" + value + "`").collect(Collectors.joining(", "))
                    + ". Later versions may add values.");
        }
    }

    /** Constants are upper case. If there are lower-case letters, the enum spells its values itself. */
    private static List<Object> spelled(List<Object> values) {
        boolean constants =
                values.stream().noneMatch(value -> value.toString().chars().anyMatch(Character::isLowerCase));
        return values.stream()
                .<Object>map(value -> constants ? KebabCase.of(value.toString()) : value)
                .toList();
    }
}
