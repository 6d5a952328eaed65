package io.mtasts.web;

/** How much of the explanation of MTA-STS a page shows at its end. */
enum Explanation {
    NONE,
    /** The four steps, behind a heading to open. */
    COLLAPSED,
    FULL
}
