package io.mtasts.cli;

/**
 * A domain as it was given.
 *
 * @param text at most {@link DomainReader#MAX_LINE} characters
 * @param file the file that names it, empty for an argument and for standard input
 * @param line its line in the file or in standard input, 0 for an argument
 */
record GivenDomain(String text, String file, int line) {

    static GivenDomain ofArgument(String text) {
        return new GivenDomain(text.substring(0, Math.min(text.length(), DomainReader.MAX_LINE)), "", 0);
    }
}
