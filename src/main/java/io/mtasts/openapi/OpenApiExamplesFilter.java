package io.mtasts.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.examples.Example;

/** A filter that completes the OpenAPI document: common responses, values of enums, and recorded responses as examples. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiExamplesFilter implements OASFilter {

    /**
     * A recorded response to show.
     *
     * @param path the path in the document, without /api/v1
     * @param name the name of the file in openapi-examples
     */
    public record Shown(String path, String status, String name) {}

    private static final String CHECK = "/mta-sts/{domain}";
    private static final String DMARC = "/dmarc/{domain}";

    /** The recorded responses. */
    public static final List<Shown> EXAMPLES = List.of(
            new Shown(CHECK, "200", "enforcing"),
            new Shown(CHECK, "200", "gap"),
            new Shown(CHECK, "200", "testing"),
            new Shown(CHECK, "200", "disabled"),
            new Shown(CHECK, "200", "broken"),
            new Shown(CHECK, "200", "not-configured"),
            new Shown(CHECK, "200", "starttls"),
            new Shown(CHECK, "400", "input-url"),
            new Shown(CHECK, "502", "servfail"),
            new Shown(CHECK, "504", "dns-timeout"),
            new Shown(DMARC, "200", "dmarc-reject"),
            new Shown(DMARC, "200", "dmarc-inherited"),
            new Shown(DMARC, "200", "dmarc-unauthorized"),
            new Shown(DMARC, "200", "dmarc-absent"),
            new Shown(DMARC, "502", "dmarc-servfail"),
            new Shown(CHECK + "/setup", "200", "setup-not-configured"),
            new Shown(CHECK + "/setup", "200", "setup-gap"),
            new Shown(CHECK + "/setup", "400", "setup-parameter"),
            new Shown(CHECK + "/setup", "409", "setup-null-mx"),
            new Shown(CHECK + "/preview", "200", "preview-gap"),
            new Shown("/mx/{domain}", "200", "mx-gap"),
            new Shown("/mx/{domain}", "200", "mx-null-mx"),
            new Shown("/tls-rpt/{domain}", "200", "tls-rpt-enforcing"),
            new Shown("/tls-rpt/{domain}", "200", "tls-rpt-absent"),
            new Shown("/tls-rpt/{domain}/setup", "200", "tls-rpt-setup"),
            new Shown("/tls-rpt/{domain}/setup", "400", "tls-rpt-setup-scheme"));

    private static final Map<String, String> TAGS = tags();

    private static final String FOLDER = "openapi-examples/";

    private final ObjectMapper json = new ObjectMapper();

    @Override
    public void filterOpenAPI(OpenAPI document) {
        OpenApiCommonResponses.addTo(document);
        OpenApiEnumerations.inline(document);
        document.setServers(List.of(OASFactory.createServer().url("/").description("This installation.")));
        // Nobody has to authenticate.
        document.setSecurity(List.of());
        document.setTags(TAGS.entrySet().stream()
                .map(tag -> OASFactory.createTag().name(tag.getKey()).description(tag.getValue()))
                .toList());
        EXAMPLES.forEach(shown -> document.getPaths()
                .getPathItem("/api/v1" + shown.path())
                .getOperations()
                .values()
                .iterator()
                .next()
                .getResponses()
                .getAPIResponse(shown.status())
                .getContent()
                .getMediaTypes()
                .values()
                .forEach(content -> content.addExample(shown.name(), example(shown.name()))));
    }

    private static Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("MTA-STS", "Checks, previews and set-ups of MTA-STS (RFC 8461).");
        tags.put("TLS-RPT", "TLS reporting (RFC 8460).");
        tags.put("MX", "The mail servers of a domain (RFC 5321).");
        tags.put("DMARC", "DMARC (RFC 9989).");
        tags.put("Senders", "What senders make of a domain, of texts and of the conformance cases.");
        tags.put("Findings", "The catalogue of everything that a check can report.");
        tags.put("Monitoring", "Checks for Prometheus.");
        return tags;
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
