package io.mtasts.web;

import java.util.regex.Pattern;

/**
 * Rewrites the links of a page that is served below the root.
 *
 * <p>The links of all pages are relative to the root, so that the service works below a path of a reverse proxy. The
 * element {@code base} is no way out, because it would also change the links within the page.
 */
final class RelativeLinks {

    private static final Pattern RELATIVE =
            Pattern.compile(" (href|src|action|formaction)=\"(?!https?:|data:|#|/)(?:\\./)?");

    /** A deeper path leads nowhere. Its page needs no working links. */
    private static final int MAX_DEPTH = 20;

    private RelativeLinks() {}

    /** Returns the page with links that work at this path. */
    static String at(String path, String page) {
        long depth = path.chars().filter(c -> c == '/').count() - 1;
        return depth <= 0
                ? page
                : RELATIVE.matcher(page).replaceAll(" $1=\"" + "../".repeat((int) Math.min(depth, MAX_DEPTH)));
    }
}
