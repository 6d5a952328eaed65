package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The build of the service. The commit is empty if the service was built outside its repository. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "Service", description = "The build of the service that made the report.")
public record BuildInfo(
        @Schema(description = "The version.", examples = "0.1.0", required = true)
        String version,

        @Schema(description = "The commit of the build. Left out if it is not known.", examples = "9baf7c5")
        String commit) {

    /** The build that is running. */
    public static final BuildInfo CURRENT = read();

    /** Returns a key for the URLs of files that browsers cache. It changes with each build. */
    public String key() {
        return commit.isEmpty() ? version : version + "-" + commit;
    }

    private static BuildInfo read() {
        Properties facts = new Properties();
        try (InputStream file = BuildInfo.class.getResourceAsStream("/build.properties")) {
            facts.load(Objects.requireNonNull(file, "build.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BuildInfo(facts.getProperty("version"), facts.getProperty("commit"));
    }
}
