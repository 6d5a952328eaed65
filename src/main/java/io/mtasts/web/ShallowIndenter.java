package io.mtasts.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;

/** An indenter that breaks JSON into lines near the top only: one line for each mail server and finding. */
final class ShallowIndenter implements DefaultPrettyPrinter.Indenter {

    private final int levels;

    private ShallowIndenter(int levels) {
        this.levels = levels;
    }

    static PrettyPrinter printer() {
        return new DefaultPrettyPrinter()
                .withObjectIndenter(new ShallowIndenter(2))
                .withArrayIndenter(new ShallowIndenter(3));
    }

    @Override
    public void writeIndentation(JsonGenerator out, int level) throws IOException {
        out.writeRaw(level > levels ? " " : "\n" + "  ".repeat(level));
    }

    @Override
    public boolean isInline() {
        return false;
    }
}
