package io.mtasts.web;

import io.mtasts.text.Lines;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One line of a published text, cut where a fault begins or ends.
 *
 * @param faulty whether a fault stands in it
 */
record AnnotatedLine(List<Segment> segments, boolean faulty) {

    /** A piece of a line; a marked one that is empty stands for a line with nothing in it. */
    record Segment(String text, boolean marked) {}

    /** What to mark; a line of 1 is the first. */
    record Mark(int line, int column, int length) {}

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** A line as it is, marked in these places. */
    static AnnotatedLine of(String text, List<Mark> marks) {
        List<Segment> segments = new ArrayList<>();
        int from = 0;
        for (Mark mark :
                marks.stream().sorted(Comparator.comparing(Mark::column)).toList()) {
            int start = Math.min(mark.column() - 1, text.length());
            int end = Math.min(start + mark.length(), text.length());
            if (start < from) {
                continue;
            }
            if (start > from) {
                segments.add(new Segment(text.substring(from, start), false));
            }
            segments.add(new Segment(text.substring(start, end), true));
            from = end;
        }
        if (from < text.length()) {
            segments.add(new Segment(text.substring(from), false));
        }
        return new AnnotatedLine(List.copyOf(segments), !marks.isEmpty());
    }

    /** The lines of a text. */
    static List<AnnotatedLine> all(String text, List<Mark> marks) {
        boolean bom = text.startsWith(BYTE_ORDER_MARK);
        List<String> lines = Lines.of(text);
        List<AnnotatedLine> all = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            int number = i + 1;
            // Columns are those of the content; a byte order mark stands before it, and is a fault of its own.
            int shift = bom && number == 1 ? 1 : 0;
            List<Mark> here = marks.stream()
                    .filter(mark -> mark.line() == number)
                    .map(mark -> mark.column() == 1 && mark.length() == 1 && shift == 1
                            ? mark
                            : new Mark(number, mark.column() + shift, mark.length()))
                    .toList();
            all.add(of(lines.get(i), here));
        }
        return all;
    }
}
