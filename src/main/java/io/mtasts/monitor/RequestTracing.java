package io.mtasts.monitor;

import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.Observations;
import io.mtasts.verdict.Observations.Timings;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * A span for each request, and in it one for each stage of the check, where tracing is switched on.
 *
 * <p>Quarkus' own spans hold the path and the address of the client; these name neither a domain nor a client.
 */
@ApplicationScoped
class RequestTracing {

    private static final String CONTEXT = RequestTracing.class.getName();

    private final boolean enabled;
    private final OpenTelemetry telemetry;
    private final Tracer tracer;

    RequestTracing(@ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean disabled, OpenTelemetry telemetry) {
        this.enabled = !disabled;
        this.telemetry = telemetry;
        this.tracer = telemetry.getTracer("io.mtasts");
    }

    void register(@Observes @Priority(RouteLabels.FIRST) Router router) {
        if (enabled) {
            RouteLabels.watch(router, this::trace);
        }
    }

    private void trace(RoutingContext context) {
        Context parent = telemetry
                .getPropagators()
                .getTextMapPropagator()
                .extract(Context.root(), context.request(), Headers.INSTANCE);
        Span span = tracer.spanBuilder("request")
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
        ContextLocals.put(CONTEXT, parent.with(span));
        context.addEndHandler(end -> end(span, context));
        context.next();
    }

    private static void end(Span span, RoutingContext context) {
        RouteLabels endpoint = RouteLabels.of(context.request());
        span.updateName(endpoint.method() + " " + endpoint.route());
        span.setAttribute("http.request.method", endpoint.method());
        span.setAttribute("http.route", endpoint.route());
        span.setAttribute("http.response.status_code", (long) context.response().getStatusCode());
        span.end();
    }

    /** The spans of a run belong to the request that began it; those that share it have none of their own. */
    void ended(@Observes Observations seen) {
        if (enabled) {
            Timings timings = seen.timings();
            Instant start = Instant.now().minus(timings.total());
            Context parent = parent();
            for (ProbeStage stage : ProbeStage.values()) {
                Instant begin = start.plus(stage.begin(timings));
                tracer.spanBuilder("stage " + LabelValues.of(stage))
                        .setParent(parent)
                        .setStartTimestamp(begin)
                        .startSpan()
                        .setAttribute("mta_sts.outcome", outcome(stage, seen))
                        .end(begin.plus(stage.took(timings)));
            }
        }
    }

    private static Context parent() {
        return VertxContext.isOnDuplicatedContext()
                ? ContextLocals.<Context>get(CONTEXT).orElse(Context.root())
                : Context.root();
    }

    private static String outcome(ProbeStage stage, Observations seen) {
        return switch (stage) {
            case RECORD -> outcome(seen.record());
            case MX -> outcome(seen.mx());
            case POLICY_HOST -> outcome(seen.policy().host());
            case POLICY -> LookupMetrics.outcome(seen.policy());
            case TLS_RPT -> outcome(seen.tlsRpt());
        };
    }

    /** That of the family in which there is an address, if there is one. */
    private static String outcome(HostLookup host) {
        return outcome(host.aaaa().records().isEmpty() ? host.a() : host.aaaa());
    }

    private static String outcome(Lookup<?> lookup) {
        return LabelValues.of(lookup.outcome());
    }

    private enum Headers implements TextMapGetter<HttpServerRequest> {
        INSTANCE;

        @Override
        public Set<String> keys(HttpServerRequest request) {
            return request.headers().names();
        }

        @Override
        public @Nullable String get(@Nullable HttpServerRequest request, String key) {
            return request == null ? null : request.getHeader(key);
        }
    }
}
