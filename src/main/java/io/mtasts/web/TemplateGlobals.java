package io.mtasts.web;

import io.mtasts.document.BuildInfo;
import io.quarkus.qute.TemplateGlobal;

/** Values that every template can use. */
@TemplateGlobal
final class TemplateGlobals {

    private TemplateGlobals() {}

    static BuildInfo build() {
        return BuildInfo.CURRENT;
    }
}
