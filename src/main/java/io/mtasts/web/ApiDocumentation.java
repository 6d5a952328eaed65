package io.mtasts.web;

import io.mtasts.config.MtaStsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** Whether pages can link to the documentation of the API. A management port serves it instead, if there is one. */
@ApplicationScoped
@Named("apiDocumentation")
public class ApiDocumentation {

    private final boolean isPublic;

    ApiDocumentation(MtaStsConfig config) {
        isPublic = config.management().port().isEmpty();
    }

    /** Returns whether the public port serves the documentation. */
    public boolean isPublic() {
        return isPublic;
    }
}
