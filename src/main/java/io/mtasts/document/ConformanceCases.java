package io.mtasts.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The conformance cases of the project, which every build of the service passes. */
public final class ConformanceCases {

    private static final List<String> FILES = List.of("cases.jsonl", "more-cases.jsonl");

    private static final String TEXT =
            FILES.stream().map(ConformanceCases::read).collect(Collectors.joining());

    private ConformanceCases() {}

    /** Returns all cases, each one as a line of JSON. */
    public static String lines() {
        return TEXT;
    }

    private static String read(String file) {
        String name = "/cases/" + file;
        try (InputStream in = Objects.requireNonNull(ConformanceCases.class.getResourceAsStream(name), name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.endsWith("\n") ? text : text + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
