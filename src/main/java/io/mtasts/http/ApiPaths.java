package io.mtasts.http;

import io.mtasts.name.DomainInput;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.URIDecoder;
import jakarta.ws.rs.core.MediaType;
import java.util.regex.Pattern;

/** The paths of the API, and the domain that a path contains. */
public final class ApiPaths {

    public static final String MTA_STS = "/api/v1/mta-sts";
    public static final String MX = "/api/v1/mx";
    public static final String TLS_RPT = "/api/v1/tls-rpt";
    public static final String TLS_REPORTS = TLS_RPT + "/reports";
    public static final String DMARC = "/api/v1/dmarc";
    public static final String FINDINGS = "/api/v1/findings";
    public static final String SENDERS = "/api/v1/senders";
    public static final String VALIDATE = "/api/v1/validate";
    public static final String CASES = "/api/v1/cases";
    public static final String SETUP = "/setup";
    public static final String PREVIEW = "/preview";
    public static final String PLAN = "/plan";
    public static final String PLAN_CALENDAR = "/plan.ics";

    private static final Pattern LEADING_SLASHES = Pattern.compile("^/+");

    private ApiPaths() {}

    /** Checks whether programs request a path, and no browser. */
    static boolean isForPrograms(String path) {
        return path.startsWith("/api") || path.equals("/probe");
    }

    /** Checks whether a browser requests an address that is not for programs. */
    public static boolean isForPeople(HttpServerRequest request) {
        String path = request.path();
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return path != null
                && !isForPrograms(path)
                && !path.startsWith("/q/")
                && accept != null
                && accept.contains(MediaType.TEXT_HTML);
    }

    /** Parses the domain between a prefix and a suffix of the path. */
    public static DomainInput domain(String prefix, HttpServerRequest request, String suffix) {
        return DomainInput.parse(domainText(prefix, request, suffix));
    }

    /**
     * Returns the text between a prefix and a suffix of the path. Reads the path as the client sent it, since the
     * framework drops text after a semicolon and merges slashes. Slashes before the prefix may be repeated, since many
     * base URLs end with a slash.
     */
    public static String domainText(String prefix, HttpServerRequest request, String suffix) {
        String path = LEADING_SLASHES.matcher(request.path()).replaceFirst("/");
        int end = path.length() - (path.endsWith(suffix) ? suffix.length() : 0);
        int start = path.startsWith(prefix + "/") ? prefix.length() + 1 : end;
        return URIDecoder.decodeURIComponent(path.substring(Math.min(start, end), end), false);
    }
}
