package io.mtasts.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.mtasts.text.KebabCase;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;

/**
 * Writes every enum in JSON in kebab case, unless it declares a {@code @JsonValue}.
 *
 * <p>The documents hold the enums of the core, which know no JSON. The OpenAPI document spells them in the same way.
 */
@Singleton
class KebabCaseEnums implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new SimpleModule("kebab-case-enums").setSerializerModifier(new Modifier()));
    }

    private static final class Modifier extends BeanSerializerModifier {

        private static final long serialVersionUID = 1;

        @Override
        public JsonSerializer<?> modifyEnumSerializer(
                SerializationConfig config, JavaType type, BeanDescription description, JsonSerializer<?> serializer) {
            return description.findJsonValueAccessor() == null ? new EnumSerializer() : serializer;
        }
    }

    @SuppressWarnings("rawtypes") // an enum has no type parameter to name here
    private static final class EnumSerializer extends StdSerializer<Enum> {

        private static final long serialVersionUID = 1;

        EnumSerializer() {
            super(Enum.class);
        }

        @Override
        public void serialize(Enum constant, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(KebabCase.of((Enum<?>) constant));
        }
    }
}
