package io.mtasts.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** A file that the command line names. */
final class InputFile {

    /** The name of standard input. */
    static final String STANDARD_INPUT = "-";

    private InputFile() {}

    /** Opens a file or standard input. */
    static InputStream open(CommandIo io, String file) throws IOException {
        return file.equals(STANDARD_INPUT) ? io.in() : Files.newInputStream(Path.of(file));
    }

    /**
     * Reads a file or standard input. Ends the command if it cannot be read or is too long.
     *
     * @param maxBytes the longest file that the command takes
     */
    static byte[] read(@Nullable CommandSpec command, CommandIo io, String file, int maxBytes) {
        try (InputStream bytes = open(io, file)) {
            byte[] content = bytes.readNBytes(maxBytes + 1);
            if (content.length > maxBytes) {
                throw Usage.exception(command, "The file " + file + " is longer than " + maxBytes + " bytes.");
            }
            return content;
        } catch (IOException e) {
            throw Usage.exception(command, "The file " + file + " cannot be read.");
        }
    }
}
