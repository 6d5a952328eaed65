package io.mtasts.web;

import io.mtasts.api.BuildFacts;
import io.quarkus.qute.TemplateGlobal;

/** What every template knows. */
@TemplateGlobal
final class Globals {

    private Globals() {}

    static BuildFacts build() {
        return BuildFacts.CURRENT;
    }
}
