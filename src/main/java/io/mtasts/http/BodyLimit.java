package io.mtasts.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A limiter for bodies without a declared length. {@link ProblemHandler} rejects the others before they are read. The server
 * has a limit too, but its response is empty.
 */
@Provider
@Singleton
class BodyLimit implements ReaderInterceptor {

    /** The attribute of a request with which the server limits its body. */
    private static final String SERVER_LIMIT = "io.quarkus.max-request-size";

    /** After the server has set its own limit, and before any resource. */
    private static final int BEFORE_RESOURCES = -1;

    private final CurrentVertxRequest request;
    private final long maxBytes;

    BodyLimit(CurrentVertxRequest request, @ConfigProperty(name = "mta-sts.limits.body") MemorySize maxBody) {
        this.request = request;
        this.maxBytes = maxBody.asLongValue();
    }

    /** Makes the limit of the server wider than this one, by more than it reads at a time. */
    void register(@Observes Router router) {
        router.route().order(BEFORE_RESOURCES).handler((RoutingContext context) -> {
            context.put(SERVER_LIMIT, 3 * maxBytes + Route.maxBody(context.normalizedPath(), maxBytes));
            context.next();
        });
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        context.setInputStream(new Limited(
                context.getInputStream(), Route.maxBody(request.getCurrent().normalizedPath(), maxBytes)));
        return context.proceed();
    }

    private static final class Limited extends FilterInputStream {

        private long left;

        Limited(InputStream in, long maxBytes) {
            super(in);
            this.left = maxBytes;
        }

        @Override
        public int read() throws IOException {
            int octet = super.read();
            count(octet < 0 ? 0 : 1);
            return octet;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            count(Math.max(0, count));
            return count;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                throw new WebApplicationException(Status.REQUEST_ENTITY_TOO_LARGE);
            }
        }
    }
}
