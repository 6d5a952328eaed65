package io.mtasts.cli;

import io.mtasts.text.KebabCase;
import java.io.IOException;
import java.io.Writer;

/** A writer of the results of a run, in one format. It keeps no results, so that a long list takes no memory. */
interface ResultWriter {

    /** The formats of results. */
    enum Format {
        TEXT,
        JSON,
        JUNIT,
        SARIF,
        CSV;

        /** Returns a writer of this format. Colours are for text only. */
        ResultWriter on(Writer out, boolean colours) throws IOException {
            return switch (this) {
                case TEXT -> new TextResultWriter(out, colours);
                case JSON -> new JsonResultWriter(out);
                case JUNIT -> new JUnitResultWriter(out);
                case SARIF -> new SarifResultWriter(out);
                case CSV -> new CsvResultWriter(out);
            };
        }

        /** Returns the name on the command line. */
        @Override
        public String toString() {
            return KebabCase.of(this);
        }
    }

    /** Writes the result of one domain. */
    void write(CheckedDomain checked) throws IOException;

    /** Writes the end. */
    void end(ExitCode result) throws IOException;
}
