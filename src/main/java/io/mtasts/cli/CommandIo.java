package io.mtasts.cli;

import io.mtasts.document.DocumentMapper;
import io.mtasts.finding.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Map;

/** The streams and the environment of a command. */
record CommandIo(InputStream in, PrintWriter out, PrintWriter err, Map<String, String> environment, Terminal terminal) {

    CommandIo {
        environment = Map.copyOf(environment);
    }

    /** Writes a document as one line of JSON. */
    void printJson(Object document) throws IOException {
        out.println(DocumentMapper.create().writeValueAsString(document));
    }

    /**
     * Reports why a command has no result.
     *
     * @param isUnknown whether a lookup failed, so that another run may have a result
     */
    ExitCode blocked(Finding blocker, boolean isUnknown) {
        err.println(SafeText.line(blocker.message() + " " + blocker.remedy()));
        return isUnknown ? ExitCode.NOT_DETERMINED : ExitCode.NOT_AS_EXPECTED;
    }
}
