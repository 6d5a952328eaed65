package io.mtasts.openapi;

import io.mtasts.document.ProblemDocument;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** A filter that adds to the OpenAPI document what operations share: the domain, the problems and the headers. */
final class OpenApiCommonResponses {

    private static final Map<String, String> PROBLEMS = new TreeMap<>(Map.of(
            "400",
            "The input is not a domain name, or a parameter is not valid. The member code gives the reason,"
                    + " suggestion the value that was probably intended.",
            "406",
            "None of the media types in the header Accept is available.",
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

    /** The operations that look nothing up. */
    private static final Set<String> OFFLINE = Set.of("setUpTlsRpt", "listFindings", "getFinding");

    static void addTo(OpenAPI document) {
        document.getPaths().getPathItems().forEach((path, item) -> {
            if (path.startsWith("/api/") || path.equals("/probe")) {
                item.getOperations().values().forEach(operation -> addTo(operation, path.contains("{domain}")));
            }
        });
    }

    /** Adds what the operation does not declare itself, and the document of a problem to each response that lacks it. */
    private static void addTo(Operation operation, boolean hasDomain) {
        boolean usesNetwork = !OFFLINE.contains(operation.getOperationId());
        if (hasDomain
                && Stream.ofNullable(operation.getParameters())
                        .flatMap(List::stream)
                        .noneMatch(parameter -> "domain".equals(parameter.getName()))) {
            operation.addParameter(domain());
        }
        APIResponses responses = operation.getResponses();
        responses.getAPIResponses().forEach((status, response) -> {
            if (isProblem(status) && response.getContent() == null) {
                response.setContent(problem());
            }
        });
        PROBLEMS.forEach((status, description) -> {
            if (!responses.hasAPIResponse(status) && (usesNetwork || !NETWORK_PROBLEMS.contains(status))) {
                responses.addAPIResponse(status, problem(description));
            }
        });
        responses.addAPIResponse(
                "default", problem("Any other problem with the request, such as a URL that is too long."));
        if (usesNetwork) {
            limit(responses.getAPIResponse("200"));
            limit(responses.getAPIResponse("429"));
        }
        Stream.of("429", "503")
                .map(responses::getAPIResponse)
                .filter(Objects::nonNull)
                .forEach(response -> response.addHeader(
                        "Retry-After",
                        header("The number of seconds to wait before the next attempt.", SchemaType.INTEGER, 30)));
    }

    private static void limit(APIResponse response) {
        response.addHeader(
                "RateLimit-Policy",
                header("The rate limit of the client.", SchemaType.STRING, "\"client\";q=120;w=60"));
        response.addHeader(
                "RateLimit", header("What is left of the rate limit.", SchemaType.STRING, "\"client\";r=119;t=1"));
    }

    private static Header header(String description, SchemaType type, Object example) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().addType(type))
                .example(example);
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

    private static boolean isProblem(String status) {
        return status.startsWith("4") || status.startsWith("5");
    }

    private static APIResponse problem(String description) {
        return OASFactory.createAPIResponse().description(description).content(problem());
    }

    private static Content problem() {
        var schema = OASFactory.createSchema().ref("#/components/schemas/Problem");
        return OASFactory.createContent()
                .addMediaType(
                        ProblemDocument.MEDIA_TYPE, OASFactory.createMediaType().schema(schema));
    }
}
