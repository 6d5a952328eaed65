package io.mtasts.tlsreport;

import io.mtasts.text.DisplayText;
import java.util.ArrayList;
import java.util.List;

/** The place of a value in a JSON text. It changes while the text is read. RFC 6901. */
final class JsonPointer {

    private final List<String> steps = new ArrayList<>();

    /** Goes to the member of an object. */
    void enter(String member) {
        steps.add(member);
    }

    /** Goes to the element of an array. */
    void enter(int element) {
        steps.add(Integer.toString(element));
    }

    /** Goes back. */
    void leave() {
        steps.remove(steps.size() - 1);
    }

    /** Returns the pointer, with long names cut off. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (String step : steps) {
            text.append('/')
                    .append(DisplayText.abbreviate(step).replace("~", "~0").replace("/", "~1"));
        }
        return text.toString();
    }
}
