package io.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What SECURITY.md promises names the tests that hold it: a class, and where a method follows, one of it. */
class SecurityPromisesTest {

    /** The first cells of the heads of the tables. */
    private static final Set<String> HEADS = Set.of("Promise", "what a peer sends", "what a client sends");

    private static final Pattern ROW = Pattern.compile("\\|([^|]+)\\|[^|]+\\|([^|]+)\\|");

    /** A class, a method of it, or a method of the class before; with a star, all whose names begin so. */
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*)?\\.?([a-z]\\w*)?(\\*?)`");

    /** A setting of the server, which its own tests hold. */
    private static final Pattern SETTING = Pattern.compile(" *`application\\.properties` \\(`([a-z0-9.-]+)`\\) *");

    private record Promise(String text, String heldBy) {

        @Override
        public String toString() {
            return text;
        }
    }

    static Stream<Promise> promises() throws IOException {
        return Files.readAllLines(Path.of("SECURITY.md")).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches() && !row.group(1).isBlank())
                .map(row -> new Promise(row.group(1).strip(), row.group(2)))
                .filter(promise ->
                        !HEADS.contains(promise.text()) && !promise.text().startsWith("-"));
    }

    @ParameterizedTest
    @MethodSource("promises")
    void promise_isHeldByExistingTests(Promise promise) throws IOException {
        Matcher setting = SETTING.matcher(promise.heldBy());
        if (setting.matches()) {
            assertThat(Files.readString(Path.of("src/main/resources/application.properties")))
                    .containsPattern("(?m)^" + Pattern.quote(setting.group(1)) + "=");
            return;
        }
        List<MatchResult> names = NAME.matcher(promise.heldBy()).results().toList();
        assertThat(names).isNotEmpty();
        String source = "";
        for (MatchResult name : names) {
            if (name.group(1) != null) {
                source = source(name.group(1));
            }
            if (name.group(2) != null) {
                String more = name.group(3).isEmpty() ? "" : "\\w*";
                assertThat(source).containsPattern("void " + name.group(2) + more + "\\(");
            }
        }
    }

    private static String source(String type) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            List<Path> found =
                    files.filter(file -> file.endsWith(type + ".java")).toList();
            assertThat(found).as(type).hasSize(1);
            return Files.readString(found.get(0));
        }
    }
}
