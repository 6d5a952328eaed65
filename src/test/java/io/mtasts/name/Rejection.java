package io.mtasts.name;

import java.util.stream.Stream;

/** A text that is no domain name, the code that is said of it, and the domain that is suggested, if any. */
record Rejection(InputFinding code, String typed, String suggestion, String why) {

    /** Rejections under the code that they share. */
    static final class Table {

        private final Stream.Builder<Rejection> rejections;
        private final InputFinding code;

        private Table(Stream.Builder<Rejection> rejections, InputFinding code) {
            this.rejections = rejections;
            this.code = code;
        }

        static Table of(InputFinding code) {
            return new Table(Stream.builder(), code);
        }

        Table add(String typed, String suggestion, String why) {
            rejections.add(new Rejection(code, typed, suggestion, why));
            return this;
        }

        Table next(InputFinding other) {
            return new Table(rejections, other);
        }

        Stream<Rejection> cases() {
            return rejections.build();
        }
    }
}
