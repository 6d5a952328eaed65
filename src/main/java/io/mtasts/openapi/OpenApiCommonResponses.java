package io.mtasts.openapi;

import io.mtasts.document.ProblemDocument;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** A filter that adds to the OpenAPI document what all operations on a domain share: the parameter and the problems. */
final class OpenApiCommonResponses {

    private static final Map<String, String> PROBLEMS = new TreeMap<>(Map.of(
            "400",
            "The input is not a domain name, or a parameter is not valid. The member code gives the reason,"
                    + " suggestion the value that was probably intended.",
            "406",
            "Only `application/json` is available.",
            "429",
            "Too many requests from this client or for this domain. See the headers RateLimit and Retry-After.",
            "500",
            "An internal error.",
            "502",
            "A required lookup failed (SERVFAIL, REFUSED). For a check, the member observed holds everything else that"
                    + " was observed.",
            "503",
            "The service is overloaded or is about to stop. See the header Retry-After.",
            "504",
            "A required lookup timed out. For a check, the member observed holds everything else that was observed."));

    /** The problems of operations that look something up. */
    private static final List<String> NETWORK_PROBLEMS = List.of("429", "502", "504");

    private OpenApiCommonResponses() {}

    static void addTo(OpenAPI document) {
        document.getPaths().getPathItems().forEach((path, item) -> {
            if (path.contains("{domain}")) {
                item.getOperations().values().forEach(OpenApiCommonResponses::addTo);
            }
        });
    }

    /** Adds what the operation does not declare itself. */
    private static void addTo(Operation operation) {
        boolean usesNetwork = !operation.getOperationId().equals("setUpTlsRpt");
        if (Stream.ofNullable(operation.getParameters())
                .flatMap(List::stream)
                .noneMatch(parameter -> "domain".equals(parameter.getName()))) {
            operation.addParameter(domain());
        }
        PROBLEMS.forEach((status, description) -> {
            if (!operation.getResponses().hasAPIResponse(status)
                    && (usesNetwork || !NETWORK_PROBLEMS.contains(status))) {
                operation.getResponses().addAPIResponse(status, problem(description));
            }
        });
    }

    private static Parameter domain() {
        return OASFactory.createParameter()
                .name("domain")
                .in(Parameter.In.PATH)
                .required(true)
                .schema(OASFactory.createSchema().addType(SchemaType.STRING))
                .description("The mail domain, in Unicode or in A-labels. A trailing dot is accepted.")
                .example("example.com");
    }

    private static APIResponse problem(String description) {
        var schema = OASFactory.createSchema().ref("#/components/schemas/Problem");
        return OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent()
                        .addMediaType(
                                ProblemDocument.MEDIA_TYPE,
                                OASFactory.createMediaType().schema(schema)));
    }
}
