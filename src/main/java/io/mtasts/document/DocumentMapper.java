package io.mtasts.document;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** A factory of mappers that write documents as the API does, for programs without a container. */
public final class DocumentMapper {

    private DocumentMapper() {}

    /** Creates a mapper. */
    public static ObjectMapper create() {
        ObjectMapper mapper = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(new Jdk8Module())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();
        new KebabCaseEnums().customize(mapper);
        new ControlCharacterEscapes().customize(mapper);
        return mapper;
    }
}
