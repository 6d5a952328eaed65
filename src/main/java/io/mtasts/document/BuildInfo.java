package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which build of the service speaks; the commit is empty where it was built without its repository. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "Service", description = "Which build of the service made the report.")
public record BuildInfo(
        @Schema(description = "The version.", examples = "0.1.0", required = true)
        String version,

        @Schema(description = "The commit that was built; left out where that is not known.", examples = "9baf7c5")
        String commit) {

    /** Of this build. */
    public static final BuildInfo CURRENT = read();

    /** For the addresses of files that browsers keep: another build may bring other files. */
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
