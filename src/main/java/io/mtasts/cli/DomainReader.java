package io.mtasts.cli;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/** A reader for lists with one domain on each line. Blank lines and lines that begin with "#" do not count. */
final class DomainReader {

    /** The maximum number of domains of a run. */
    static final int MAX_DOMAINS = 10_000;

    /** The characters of a line that are kept. A domain name has at most 253. */
    static final int MAX_LINE = 1_000;

    private static final int END = -1;

    private final List<GivenDomain> domains = new ArrayList<>();

    /** Thrown if a run has too many domains. */
    static final class TooManyDomainsException extends Exception {

        private static final long serialVersionUID = 1;

        TooManyDomainsException() {
            super("A run has at most " + MAX_DOMAINS + " domains. Split the list.");
        }
    }

    /** Adds a domain of the command line. */
    void add(String argument) throws TooManyDomainsException {
        add(GivenDomain.ofArgument(argument));
    }

    /**
     * Adds the domains of a text. The rest of a line that is too long is skipped, so that it takes no memory.
     *
     * @param file the name of the file, or empty
     */
    void add(Reader text, String file) throws IOException, TooManyDomainsException {
        StringBuilder line = new StringBuilder();
        int number = 1;
        for (int c = text.read(); c != END; c = text.read()) {
            if (c == '\n') {
                add(line.toString(), file, number);
                line.setLength(0);
                number++;
            } else if (line.length() < MAX_LINE) {
                line.append((char) c);
            }
        }
        add(line.toString(), file, number);
    }

    /** Returns the domains in their order. */
    List<GivenDomain> domains() {
        return List.copyOf(domains);
    }

    private void add(String line, String file, int number) throws TooManyDomainsException {
        String text = line.strip();
        if (!text.isEmpty() && text.charAt(0) != '#') {
            add(new GivenDomain(text, file, number));
        }
    }

    private void add(GivenDomain domain) throws TooManyDomainsException {
        if (domains.size() == MAX_DOMAINS) {
            throw new TooManyDomainsException();
        }
        domains.add(domain);
    }
}
