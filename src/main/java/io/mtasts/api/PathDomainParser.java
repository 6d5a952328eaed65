package io.mtasts.api;

import io.mtasts.name.DomainInput;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.URIDecoder;

/** The domain in the address of a request, as it was sent: the framework would drop what follows a semicolon, and merge slashes. */
final class PathDomainParser {

    private PathDomainParser() {}

    /** What stands between the two; empty where they meet. */
    static DomainInput between(String prefix, HttpServerRequest request, String suffix) {
        String path = request.path();
        int end = path.length() - (path.endsWith(suffix) ? suffix.length() : 0);
        int start = path.startsWith(prefix + "/") ? prefix.length() + 1 : end;
        return DomainInput.parse(URIDecoder.decodeURIComponent(path.substring(Math.min(start, end), end), false));
    }
}
