package io.mtasts.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Map;

/** The streams and the environment of a command. */
record CommandIo(InputStream in, PrintWriter out, PrintWriter err, Map<String, String> environment, Terminal terminal) {

    CommandIo {
        environment = Map.copyOf(environment);
    }
}
