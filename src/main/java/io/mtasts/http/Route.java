package io.mtasts.http;

import io.mtasts.tlsreport.ReportLimits;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The addresses of the service, with the methods and the query parameters of each. */
enum Route {
    START("/", Kind.PAGE, Methods.GET, "domain", "typed", "include", "reply"),
    LIST_PAGE("/list", Kind.PAGE, Methods.GET_POST, "domains"),
    MX_PAGE("/mx", Kind.PAGE, Methods.GET, "domain"),
    TLS_RPT_PAGE("/tls-rpt", Kind.PAGE, Methods.GET, "domain", "rua"),
    REPORTS_PAGE("/reports", Kind.PAGE, Methods.GET_POST),
    SETUP_PAGE("/setup", Kind.PAGE, Methods.GET_POST, "domain", "mode", "maxAge", "days", "patterns", "id"),
    PLAN_PAGE("/plan", Kind.PAGE, Methods.GET_POST, "domain", "typed"),
    PLAN_DOWNLOAD("/plan\\.ics", Kind.PAGE, Methods.POST),
    DMARC_PAGE("/dmarc", Kind.PAGE, Methods.GET, "domain", "typed", "rua", "p", "sp", "t"),
    DOWNLOAD("/download/(csv|json)", Kind.PAGE, Methods.POST),
    VALIDATE_PAGE("/validate", Kind.PAGE, Methods.GET_POST),
    SENDERS_PAGE("/senders", Kind.PAGE, Methods.GET),
    BADGE("/badge/[^/]*\\.svg", Kind.PAGE, Methods.GET),
    PROBLEMS("/problems(/[^/]*)?", Kind.PAGE, Methods.GET),
    FILE(
            "/(favicon\\.svg|(page|list|plan|reports)\\.css|(page|list|setup|reports)\\.js|robots\\.txt|\\.well-known/security\\.txt)",
            Kind.FILE,
            Methods.GET),
    OPERATORS("/q(/.*)?", Kind.FILE, Methods.GET),
    PROBE("/probe", Kind.API, Methods.GET, "target"),
    LIST(ApiPaths.MTA_STS, Kind.API, Methods.POST),
    PREVIEW(ApiPaths.MTA_STS + "/[^/]*" + ApiPaths.PREVIEW, Kind.API, Methods.POST),
    PLAN(ApiPaths.MTA_STS + "/[^/]*" + ApiPaths.PLAN + "(\\.ics)?", Kind.API, Methods.POST),
    SETUP(ApiPaths.MTA_STS + "/.*" + ApiPaths.SETUP, Kind.API, Methods.GET, "mode", "maxAge", "patterns", "id"),
    CHECK(ApiPaths.MTA_STS + "/.*", Kind.API, Methods.GET, "include", "expect"),
    MX(ApiPaths.MX + "(/.*)?", Kind.API, Methods.GET),
    TLS_RPT_SETUP(ApiPaths.TLS_RPT + "/.*" + ApiPaths.SETUP, Kind.API, Methods.GET, "rua"),
    TLS_REPORTS(ApiPaths.TLS_REPORTS, Kind.API, Methods.POST),
    TLS_RPT(ApiPaths.TLS_RPT + "(/.*)?", Kind.API, Methods.GET),
    DMARC(ApiPaths.DMARC + "(/.*)?", Kind.API, Methods.GET),
    VALIDATE(ApiPaths.VALIDATE, Kind.API, Methods.POST),
    CASES(ApiPaths.CASES, Kind.API, Methods.GET),
    SENDERS(ApiPaths.SENDERS, Kind.API, Methods.GET),
    FINDINGS(ApiPaths.FINDINGS + "(/[^/]*)?", Kind.API, Methods.GET);

    /** What serves an address. */
    private enum Kind {
        API,
        PAGE,
        FILE
    }

    /** Sets of methods. OPTIONS is allowed everywhere. */
    private static final class Methods {

        private static final Set<String> GET = Set.of("GET", "HEAD", "OPTIONS");
        private static final Set<String> GET_POST = Set.of("GET", "HEAD", "OPTIONS", "POST");
        private static final Set<String> POST = Set.of("OPTIONS", "POST");
    }

    /** The parameters that may be repeated. */
    private static final Set<String> REPEATABLE = Set.of("rua");

    /** The parameters without which a request makes no sense. */
    private static final Set<String> REQUIRED = Set.of("target");

    private final Predicate<String> path;
    private final Kind kind;
    private final Set<String> methods;
    private final List<String> parameters;

    Route(String path, Kind kind, Set<String> methods, String... parameters) {
        this.path = Pattern.compile(path).asMatchPredicate();
        this.kind = kind;
        this.methods = methods;
        this.parameters = List.of(parameters);
    }

    /** Returns the first route that matches a normalized path. */
    static Optional<Route> of(String path) {
        return Arrays.stream(values()).filter(route -> route.path.test(path)).findFirst();
    }

    boolean allows(String method) {
        return methods.contains(method);
    }

    /** Returns the methods, for the header Allow. */
    String allow() {
        return String.join(", ", new TreeSet<>(methods));
    }

    /** Returns the largest body that the address accepts, in bytes. */
    static long maxBody(String path, long ofOthers) {
        return of(path).filter(route -> route == REPORTS_PAGE || route == TLS_REPORTS)
                        .isPresent()
                ? Math.max(ofOthers, ReportLimits.MAX_BYTES)
                : ofOthers;
    }

    /** Returns the names of the query parameters. */
    List<String> parameters() {
        return parameters;
    }

    boolean isRepeatable(String parameter) {
        return REPEATABLE.contains(parameter);
    }

    boolean isRequired(String parameter) {
        return REQUIRED.contains(parameter);
    }

    boolean isPage() {
        return kind == Kind.PAGE;
    }
}
