package io.mtasts.finding;

/** Where in a published text a fault stands; line and column count from 1, length is in characters. */
public record TextSpan(int line, int column, int length) {

    public TextSpan {
        if (line < 1 || column < 1 || length < 0) {
            throw new IllegalArgumentException("no place: " + line + ":" + column + "+" + length);
        }
    }
}
