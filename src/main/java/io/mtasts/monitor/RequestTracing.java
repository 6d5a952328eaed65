package io.mtasts.monitor;

import io.mtasts.http.RequestEnd;
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
 * Spans of requests and of the parts of their checks, if tracing is enabled.
 *
 * <p>The spans of Quarkus contain the path and the address of the client. These spans name neither a domain nor a client.
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
        RequestEnd.onEnd(context, end -> end(span, context));
        context.next();
    }

    private static void end(Span span, RoutingContext context) {
        RouteLabels labels = RouteLabels.of(context.request());
        span.updateName(labels.method() + " " + labels.route());
        span.setAttribute("http.request.method", labels.method());
        span.setAttribute("http.route", labels.route());
        span.setAttribute("http.response.status_code", (long) context.response().getStatusCode());
        span.end();
    }

    /** Creates the spans of a probe in the trace of the request that started it. */
    void ended(@Observes Observations observations) {
        if (enabled) {
            Timings timings = observations.timings();
            Instant start = Instant.now().minus(timings.total());
            Context parent = parent();
            for (ProbeStage stage : ProbeStage.values()) {
                Instant begin = start.plus(stage.begin(timings));
                tracer.spanBuilder("stage " + LabelValues.of(stage))
                        .setParent(parent)
                        .setStartTimestamp(begin)
                        .startSpan()
                        .setAttribute("mta_sts.outcome", outcome(stage, observations))
                        .end(begin.plus(stage.duration(timings)));
            }
        }
    }

    private static Context parent() {
        return VertxContext.isOnDuplicatedContext()
                ? ContextLocals.<Context>get(CONTEXT).orElse(Context.root())
                : Context.root();
    }

    private static String outcome(ProbeStage stage, Observations observations) {
        return switch (stage) {
            case RECORD -> outcome(observations.record());
            case MX -> outcome(observations.mx());
            case POLICY_HOST -> outcome(observations.policy().host());
            case POLICY -> LookupMetrics.outcome(observations.policy());
            case TLS_RPT -> outcome(observations.tlsRpt().lookup());
        };
    }

    /** Returns the outcome of the address family that has an address. */
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
