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

/** Adds to the OpenAPI document what all operations on a domain have in common: its parameter, and the problems. */
final class OpenApiCommonResponses {

    private static final Map<String, String> PROBLEMS = new TreeMap<>(Map.of(
            "400",
            "What was given is no domain name, or a parameter is wrong; the code says why, and suggestion what was"
                    + " probably meant.",
            "406",
            "The answer can only be had as application/json.",
            "429",
            "Too many requests of this client, or about this domain; the headers RateLimit and Retry-After say more.",
            "500",
            "The service failed.",
            "502",
            "A look-up that the answer rests on failed (SERVFAIL, REFUSED); of a check, observed holds what it saw all the same.",
            "503",
            "There is too much to do, or the service is about to stop; the header Retry-After says when to come back.",
            "504",
            "A look-up that the answer rests on had no complete answer in time; of a check, observed holds what it saw all"
                    + " the same."));

    /** What looks nothing up can neither fail at it nor be too much. */
    private static final List<String> OF_THE_NETWORK = List.of("429", "502", "504");

    private OpenApiCommonResponses() {}

    static void addTo(OpenAPI document) {
        document.getPaths().getPathItems().forEach((path, item) -> {
            if (path.contains("{domain}")) {
                item.getOperations().values().forEach(OpenApiCommonResponses::addTo);
            }
        });
    }

    /** What an operation says itself stands. */
    private static void addTo(Operation operation) {
        boolean looks = !operation.getOperationId().equals("setUpTlsRpt");
        if (Stream.ofNullable(operation.getParameters())
                .flatMap(List::stream)
                .noneMatch(parameter -> "domain".equals(parameter.getName()))) {
            operation.addParameter(domain());
        }
        PROBLEMS.forEach((status, description) -> {
            if (!operation.getResponses().hasAPIResponse(status) && (looks || !OF_THE_NETWORK.contains(status))) {
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
                .description("The mail domain, in Unicode or in A-labels; a trailing dot is accepted.")
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
