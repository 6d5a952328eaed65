package io.mtasts.web;

import io.mtasts.document.FindingDocument;
import io.mtasts.finding.FindingCode;
import io.mtasts.finding.Severity;
import io.mtasts.text.Lines;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A line of a published text, split where a mistake begins or ends.
 *
 * @param faulty whether the line contains a mistake
 */
record AnnotatedLine(List<Segment> segments, boolean faulty) {

    /** A part of a line. An empty marked segment is a blank line. */
    record Segment(String text, boolean marked) {}

    /** The position of a mistake. Lines and columns start at 1. */
    record Mark(int line, int column, int length) {

        /** Returns the positions of the findings with these codes, except notes. */
        static List<Mark> of(List<FindingDocument> findings, Predicate<FindingCode> codes) {
            return findings.stream()
                    .filter(finding -> codes.test(finding.code()) && finding.severity() != Severity.INFO)
                    .flatMap(finding -> Stream.ofNullable(finding.place()))
                    .map(place -> new Mark(place.line(), place.column(), place.length()))
                    .distinct()
                    .toList();
        }
    }

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Returns plain lines, without any marks. */
    static List<AnnotatedLine> plain(List<String> lines) {
        return lines.stream().map(line -> of(line, List.of())).toList();
    }

    /** Splits one line at the marks. */
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

    /** Splits a text into lines, and each line at its marks. */
    static List<AnnotatedLine> all(String text, List<Mark> marks) {
        boolean bom = text.startsWith(BYTE_ORDER_MARK);
        List<String> lines = Lines.of(text);
        List<AnnotatedLine> all = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            int number = i + 1;
            // Columns count the content. A byte order mark precedes it and is a mistake by itself.
            int shift = bom && number == 1 ? 1 : 0;
            List<Mark> ofLine = marks.stream()
                    .filter(mark -> mark.line() == number)
                    .map(mark -> mark.column() == 1 && mark.length() == 1 && shift == 1
                            ? mark
                            : new Mark(number, mark.column() + shift, mark.length()))
                    .toList();
            all.add(of(lines.get(i), ofLine));
        }
        return all;
    }
}
