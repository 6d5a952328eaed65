package io.mtasts.finding;

/** A place in a published text. Line and column count from 1, and the length is in characters. */
public record TextSpan(int line, int column, int length) {

    public TextSpan {
        if (line < 1 || column < 1 || length < 0) {
            throw new IllegalArgumentException("not a span: " + line + ":" + column + "+" + length);
        }
    }
}
