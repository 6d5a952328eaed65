package io.mtasts.reliability;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page docs/reliability.md: the results of a run are between two comments that name the run. */
final class ReliabilityReport {

    private static final Path FILE = Path.of("docs/reliability.md");

    private ReliabilityReport() {}

    static void write(String run, String text) throws IOException {
        String begin = "<!-- begin " + run + " -->\n";
        String end = "<!-- end " + run + " -->";
        String page = Files.readString(FILE);
        int from = page.indexOf(begin) + begin.length();
        Files.writeString(FILE, page.substring(0, from) + text + page.substring(page.indexOf(end)));
        System.out.println(text);
    }

    /** What was run on. */
    static String machine() {
        return "%d cores, Java %s, %s.%n"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version().feature(),
                        System.getProperty("os.name"));
    }

    /** How many processes want a processor, also those of others. */
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
