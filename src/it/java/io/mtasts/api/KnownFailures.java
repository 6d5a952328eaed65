package io.mtasts.api;

import io.mtasts.cases.PublicCase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.opentest4j.TestAbortedException;

/**
 * The cases that are known to fail, from cases/known-failing.txt. Each has its reason in docs/decisions.md.
 *
 * <p>A listed case may pass. Any other case must pass. The ids of all cases that failed in the last run are in
 * target/failing-cases.txt.
 */
final class KnownFailures {

    /** A case that may fail with an assertion. */
    interface Run {
        void run() throws IOException;
    }

    private static final Path REPORT = Path.of("target", "failing-cases.txt");
    private static final Set<String> LISTED = read();
    private static final Set<String> FAILED = new TreeSet<>();

    private KnownFailures() {}

    private static Set<String> read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                PublicCase.class.getResourceAsStream("/cases/known-failing.txt"), StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.isBlank()).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void run(String id, Run run) throws IOException {
        try {
            run.run();
        } catch (AssertionError failure) {
            FAILED.add(id);
            Files.write(REPORT, FAILED);
            if (LISTED.contains(id)) {
                throw new TestAbortedException("known to fail: " + failure.getMessage(), failure);
            }
            throw new AssertionError(id + ": " + failure.getMessage(), failure);
        }
    }
}
