package io.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import com.puppycrawl.tools.checkstyle.Checker;
import com.puppycrawl.tools.checkstyle.ConfigurationLoader;
import com.puppycrawl.tools.checkstyle.PropertiesExpander;
import com.puppycrawl.tools.checkstyle.api.AuditEvent;
import com.puppycrawl.tools.checkstyle.api.AuditListener;
import com.puppycrawl.tools.checkstyle.api.CheckstyleException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The part of docs/style.md that a machine can check. */
class StyleTest {

    private static final Path STYLE_PAGE = Path.of("docs/style.md");

    @Test
    void sources_followTheStyle() throws IOException, CheckstyleException {
        assertThat(violations(files("src/main"), "target/style-of-sources.cache"))
                .isEmpty();
    }

    @Test
    void documents_followTheStyle() throws IOException, CheckstyleException {
        List<File> documents = files("docs");
        for (String page : List.of("README.md", "CONTRIBUTING.md", "SECURITY.md")) {
            documents.add(new File(page));
        }
        documents.remove(STYLE_PAGE.toFile());
        assertThat(violations(documents, "target/style-of-documents.cache")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Planted.java | /** A type. */~public class Planted {~/** The name. */~public String name() { return ""; } } | methodComments
            Planted.java | /** A type. */~public class Planted {~/** Returns the name. */~public String name() { return ""; } } |
            Planted.java | /** A type. */~public class Planted {~/** The name. */~private String name = ""; } |
            Planted.java | public class Planted {} | MissingJavadocType
            Planted.java | /** A type that is told the end. */~public class Planted {} | bannedWords
            planted.md   | The host tells its name. | bannedWords
            planted.md   | The host reports its name. |
            planted.html | Whoever reads this. | bannedWords
            """)
    void plantedViolation_isFound(String name, String content, String expected, @TempDir Path directory)
            throws IOException, CheckstyleException {
        Path file = Files.writeString(directory.resolve(name), content.replace('~', '\n'));
        List<String> found = violations(List.of(file.toFile()), null);
        if (expected == null) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).anyMatch(violation -> violation.contains(expected));
        }
    }

    private static List<File> files(String folder) throws IOException {
        try (Stream<Path> walk = Files.walk(Path.of(folder))) {
            return new ArrayList<>(
                    walk.filter(Files::isRegularFile).map(Path::toFile).toList());
        }
    }

    /**
     * Returns what breaks a rule.
     *
     * @param cache the file that names those that were read before, without a violation and under the same rules, so that
     *     only changed ones are read again; null to read all
     */
    private static List<String> violations(List<File> files, String cache) throws IOException, CheckstyleException {
        Checker checker = new Checker();
        checker.setModuleClassLoader(Checker.class.getClassLoader());
        checker.configure(ConfigurationLoader.loadConfiguration(
                "src/test/resources/checkstyle.xml", new PropertiesExpander(new Properties())));
        Violations violations = new Violations();
        checker.addListener(violations);
        if (cache != null) {
            checker.setCacheFile(cache);
        }
        checker.process(files);
        checker.destroy();
        return violations.found;
    }

    /** The violations of one run, each as one line. */
    private static final class Violations implements AuditListener {

        private final List<String> found = new ArrayList<>();

        @Override
        public void addError(AuditEvent event) {
            String rule = event.getModuleId() == null
                    ? event.getSourceName().replaceAll(".*\\.|Check$", "")
                    : event.getModuleId();
            found.add("%s:%d %s %s".formatted(event.getFileName(), event.getLine(), rule, event.getMessage()));
        }

        @Override
        public void addException(AuditEvent event, Throwable failure) {
            found.add(event.getFileName() + " " + failure);
        }

        @Override
        public void auditStarted(AuditEvent event) {}

        @Override
        public void auditFinished(AuditEvent event) {}

        @Override
        public void fileStarted(AuditEvent event) {}

        @Override
        public void fileFinished(AuditEvent event) {}
    }
}
