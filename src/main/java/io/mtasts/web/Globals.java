package io.mtasts.web;

import io.mtasts.document.BuildInfo;
import io.quarkus.qute.TemplateGlobal;

/** What every template knows. */
@TemplateGlobal
final class Globals {

    private Globals() {}

    static BuildInfo build() {
        return BuildInfo.CURRENT;
    }
}
