package io.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.suites.Suites;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules of the test folders. Surefire and Failsafe select classes by their names, so that a class with the wrong name in
 * a folder would run in the wrong place or not at all.
 */
class TestLayoutTest {

    private static final Pattern TESTS = Pattern.compile(
            "@(Test|ParameterizedTest|RepeatedTest|TestFactory|FuzzTest|ArchTest|QuarkusIntegrationTest)\\b");

    private static final Pattern STARTS_SOMETHING = Pattern.compile(
            "@Quarkus\\w*Test\\b|\\bPackagedService\\b|\\bChromium\\b|\\bPostfix\\b|\\bProcessBuilder\\b");
    private static final Pattern OWN_PROCESS =
            Pattern.compile("@QuarkusIntegrationTest|PackagedService|extends \\w+PackagedIT");

    private record Source(Path path, String text) {

        boolean hasTests() {
            return TESTS.matcher(text).find();
        }

        String type() {
            return path.getFileName().toString().replace(".java", "");
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    private static List<Source> sources(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", folder, "java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("TestLayoutTest.java"))
                    .map(TestLayoutTest::read)
                    .toList();
        }
    }

    private static Source read(Path file) {
        try {
            return new Source(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Source> unitTests() throws IOException {
        return sources("test").stream();
    }

    static Stream<Source> integrationTests() throws IOException {
        return sources("it").stream()
                .filter(source -> source.hasTests() && !source.text().contains("abstract class"));
    }

    static Stream<Source> withoutTests() throws IOException {
        return Stream.concat(sources("lab").stream(), sources("bench").stream());
    }

    @ParameterizedTest
    @MethodSource
    void unitTests(Source source) {
        assertThat(source.text()).doesNotContainPattern(STARTS_SOMETHING);
        if (source.hasTests()) {
            assertThat(source.type()).endsWith("Test");
        }
    }

    @ParameterizedTest
    @MethodSource
    void integrationTests(Source source) {
        assertThat(source.type()).endsWith("IT");
        boolean packaged = OWN_PROCESS.matcher(source.text()).find();
        assertThat(source.type().matches(Suites.OWN_PROCESS)).isEqualTo(packaged);
        assertThat((source.path().getParent() + "." + source.type()).matches(Suites.PROFILE))
                .isEqualTo(source.text().contains("@TestProfile("));
    }

    @ParameterizedTest
    @MethodSource
    void withoutTests(Source source) {
        assertThat(source.hasTests()).isFalse();
    }
}
