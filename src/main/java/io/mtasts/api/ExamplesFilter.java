package io.mtasts.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.MediaType;

/** Adds to the OpenAPI document answers that the service really gave, at least one for each verdict. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ExamplesFilter implements OASFilter {

    /** The files under openapi-examples, by status. */
    static final Map<String, List<String>> EXAMPLES = Map.of(
            "200", List.of("enforcing", "gap", "testing", "disabled", "broken", "not-configured"),
            "400", List.of("input-url"),
            "502", List.of("servfail"),
            "504", List.of("dns-timeout"));

    private static final String FOLDER = "openapi-examples/";

    private final ObjectMapper json = new ObjectMapper();

    @Override
    public void filterOpenAPI(OpenAPI document) {
        var responses = document.getPaths()
                .getPathItem(CheckResource.PATH + "/{domain}")
                .getGET()
                .getResponses();
        EXAMPLES.forEach((status, names) -> {
            for (MediaType content : responses
                    .getAPIResponse(status)
                    .getContent()
                    .getMediaTypes()
                    .values()) {
                names.forEach(name -> content.addExample(name, example(name)));
            }
        });
    }

    private Example example(String name) {
        String file = FOLDER + name + ".json";
        try (InputStream text = Thread.currentThread().getContextClassLoader().getResourceAsStream(file)) {
            if (text == null) {
                throw new IllegalStateException("no example " + file);
            }
            return OASFactory.createExample().value(json.readValue(text, Object.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
