package io.mtasts.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What is known about the terminal of this process. */
record Terminal(boolean isInput, boolean isOutput, boolean isError, boolean colours) {

    private static final String STANDARD_STREAMS = "/proc/self/fd";

    /** Returns the terminal of this process. */
    static Terminal current(Map<String, String> environment) {
        boolean output = isTerminal(1);
        return new Terminal(isTerminal(0), output, isTerminal(2), hasColours(output, environment));
    }

    /** Returns whether colours are wanted: on a terminal, unless the environment says no. See no-color.org. */
    static boolean hasColours(boolean isTerminal, Map<String, String> environment) {
        return isTerminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** Returns whether a standard stream is a terminal. Java does not say so. Systems without the folder have no colours. */
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of(STANDARD_STREAMS, Integer.toString(descriptor));
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }
}
