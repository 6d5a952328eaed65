package io.mtasts.web;

import io.mtasts.document.BuildInfo;
import io.quarkus.qute.TemplateGlobal;

/** What every template knows. */
@TemplateGlobal
final class TemplateGlobals {

    private TemplateGlobals() {}

    static BuildInfo build() {
        return BuildInfo.CURRENT;
    }
}
