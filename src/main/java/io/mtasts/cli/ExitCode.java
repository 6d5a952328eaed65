package io.mtasts.cli;

/** The exit codes of the commands. Scripts rely on them. */
enum ExitCode {
    /** Everything is as expected. */
    AS_EXPECTED(0),
    /** Something is known not to be as expected. */
    NOT_AS_EXPECTED(1),
    /** The command line is not valid, or an input is not a domain name. */
    USAGE(2),
    /** Something could not be determined, and nothing is known not to be as expected. */
    NOT_DETERMINED(3);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** Returns the exit code of the process. */
    int code() {
        return code;
    }

    /** Returns the exit code for two results. An input that is not valid is reported first. */
    ExitCode and(ExitCode other) {
        return priority() >= other.priority() ? this : other;
    }

    private int priority() {
        return switch (this) {
            case AS_EXPECTED -> 0;
            case NOT_DETERMINED -> 1;
            case NOT_AS_EXPECTED -> 2;
            case USAGE -> 3;
        };
    }
}
