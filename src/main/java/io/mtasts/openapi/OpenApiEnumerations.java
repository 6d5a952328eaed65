package io.mtasts.openapi;

import io.mtasts.text.KebabCase;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** A filter that writes the values of enums into the members that hold them, spelled as in the documents. */
final class OpenApiEnumerations {

    private static final String REFERENCE = "#/components/schemas/";

    private OpenApiEnumerations() {}

    static void inline(OpenAPI document) {
        Map<String, Schema> schemas = new TreeMap<>(document.getComponents().getSchemas());
        schemas.values().stream()
                .flatMap(schema -> Stream.ofNullable(schema.getProperties()))
                .flatMap(properties -> properties.values().stream())
                .forEach(member -> inline(member, schemas));
        schemas.values().removeIf(schema -> schema.getEnumeration() != null);
        document.getComponents().setSchemas(schemas);
    }

    private static void inline(Schema member, Map<String, Schema> schemas) {
        String reference = member.getRef();
        Schema target = reference == null ? null : schemas.get(reference.substring(REFERENCE.length()));
        if (target != null && target.getEnumeration() != null) {
            member.setRef(null);
            member.setType(List.of(SchemaType.STRING));
            member.setEnumeration(spelled(target.getEnumeration()));
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
