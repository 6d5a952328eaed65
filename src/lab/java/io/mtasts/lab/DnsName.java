package io.mtasts.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A DNS name as its labels, each a string of bytes (ISO 8859-1), since DNS labels may hold any byte. */
record DnsName(List<String> labels) {

    static final DnsName ROOT = new DnsName(List.of());

    DnsName {
        labels = List.copyOf(labels);
        if (labels.stream().anyMatch(label -> label.isEmpty() || label.length() > 63)) {
            throw new IllegalArgumentException("a label of no or more than 63 bytes: " + labels);
        }
        if (labels.stream().mapToInt(label -> label.length() + 1).sum() > 254) {
            throw new IllegalArgumentException("a name of more than 255 bytes: " + labels);
        }
    }

    /** Reads the form of zone files: a final dot is optional, {@code \.} and {@code \DDD} stand for one byte. */
    static DnsName of(String text) {
        List<String> labels = new ArrayList<>();
        StringBuilder label = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                labels.add(label.toString());
                label.setLength(0);
            } else if (c == '\\' && i + 3 < text.length() && Character.isDigit(text.charAt(i + 1))) {
                label.append((char) Integer.parseInt(text.substring(i + 1, i + 4)));
                i += 3;
            } else if (c == '\\') {
                label.append(text.charAt(++i));
            } else {
                label.append(c);
            }
        }
        if (!label.isEmpty()) {
            labels.add(label.toString());
        }
        return text.equals(".") ? ROOT : new DnsName(labels);
    }

    DnsName lower() {
        return new DnsName(
                labels.stream().map(label -> label.toLowerCase(Locale.ROOT)).toList());
    }

    /** This name with labels in upper case, or in lower case if they are in upper case. */
    DnsName otherCase() {
        List<String> changed = new ArrayList<>(labels);
        changed.replaceAll(label -> label.equals(label.toUpperCase(Locale.ROOT))
                ? label.toLowerCase(Locale.ROOT)
                : label.toUpperCase(Locale.ROOT));
        return new DnsName(changed);
    }

    DnsName parent() {
        return new DnsName(labels.subList(1, labels.size()));
    }

    boolean isRoot() {
        return labels.isEmpty();
    }

    /** The last labels of this name. */
    DnsName last(int count) {
        return new DnsName(labels.subList(Math.max(0, labels.size() - count), labels.size()));
    }

    boolean isAtOrBelow(DnsName ancestor) {
        return last(ancestor.labels.size()).lower().equals(ancestor.lower());
    }

    /** This name with its ending replaced, as a DNAME does. */
    DnsName moved(DnsName from, DnsName to) {
        List<String> moved = new ArrayList<>(labels.subList(0, labels.size() - from.labels.size()));
        moved.addAll(to.labels);
        return new DnsName(moved);
    }

    DnsName child(String label) {
        List<String> longer = new ArrayList<>(labels);
        longer.add(0, label);
        return new DnsName(longer);
    }

    @Override
    public String toString() {
        return String.join(
                ".",
                labels.stream()
                        .map(label -> label.replace("\\", "\\\\").replace(".", "\\."))
                        .toList());
    }
}
