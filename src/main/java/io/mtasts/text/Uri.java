package io.mtasts.text;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URI with a scheme, by the grammar of RFC 3986, section 3.
 *
 * <p>The class {@code java.net.URI} follows RFC 2396. It rejects valid host names and accepts characters that are not
 * allowed.
 *
 * @param text the URI as written
 * @param scheme the scheme in lower case
 * @param host the host as written; empty if there is no authority, or no host in it
 * @param path the path as written
 */
public record Uri(String text, String scheme, Optional<String> host, String path) {

    private static final int MAX_PORT = 65_535;
    /** The parts of RFC 3986, appendix B. */
    private static final Pattern PARTS = Pattern.compile("(?s)(?<scheme>[A-Za-z][A-Za-z0-9+.-]{0,31}):"
            + "(?<authority>(?://[^/?#]*)?)(?<path>[^?#]*)(?<query>[^#]*)#?(?<fragment>.*)");

    private static final Pattern PORT = Pattern.compile("0*[0-9]{0,5}");
    private static final Pattern IP_LITERAL =
            Pattern.compile("\\[(?:[0-9A-Fa-f:.]{2,45}|[vV][0-9A-Fa-f]+\\.[^\\[\\]]+)]");
    private static final Pattern LABELS =
            Pattern.compile("(?i)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern ENDS_NUMERIC = Pattern.compile("(?:.*\\.)?[0-9]+");
    private static final int MAX_DOMAIN_LENGTH = 253;
    private static final String SUB_DELIMS = "!$&'()*+,;=";
    /** The characters that RFC 6068, section 2 allows in a mailbox only if they are percent-encoded. */
    private static final String NOT_IN_LOCAL_PART = "():,;@/";

    /** Returns the URI, or nothing if the text is none. */
    public static Optional<Uri> parse(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()
                || !consistsOf(parts.group("path") + parts.group("query"), Uri::isQueryCharacter)
                || !consistsOf(parts.group("fragment"), Uri::isQueryCharacter)) {
            return Optional.empty();
        }
        String scheme = parts.group("scheme").toLowerCase(Locale.ROOT);
        String path = parts.group("path");
        return host(parts.group("authority").replace("//", ""))
                .map(host -> new Uri(text, scheme, Optional.of(host).filter(name -> !name.isEmpty()), path));
    }

    /** Returns the host of an authority, which may be empty, or nothing if the authority is not valid. */
    private static Optional<String> host(String authority) {
        int at = authority.lastIndexOf('@');
        boolean userValid = at < 0 || consistsOf(authority.substring(0, at), c -> isRegNameCharacter(c) || c == ':');
        String hostAndPort = authority.substring(at + 1);
        int colon = hostAndPort.lastIndexOf(':');
        boolean hasPort = colon > hostAndPort.lastIndexOf(']');
        String host = hasPort ? hostAndPort.substring(0, colon) : hostAndPort;
        String port = hasPort ? hostAndPort.substring(colon + 1) : "";
        boolean hostValid =
                host.startsWith("[") ? IP_LITERAL.matcher(host).matches() : consistsOf(host, Uri::isRegNameCharacter);
        boolean portValid = PORT.matcher(port).matches() && (port.isEmpty() || isPort(Integer.parseInt(port)));
        return userValid && hostValid && portValid ? Optional.of(host) : Optional.empty();
    }

    private static boolean isPort(int number) {
        return number > 0 && number <= MAX_PORT;
    }

    /**
     * Returns the domain of the mailbox if this is a mailto URI of one mailbox with a domain name. RFC 6068, 2.
     *
     * <p>The domain has no final dot and is no address literal. RFC 5321, 4.1.2.
     */
    public Optional<String> mailDomain() {
        int at = path.indexOf('@');
        if (!scheme.equals("mailto") || !text.startsWith(path, text.indexOf(':') + 1) || at < 1) {
            return Optional.empty();
        }
        String local = path.substring(0, at);
        boolean localValid = local.chars().noneMatch(c -> NOT_IN_LOCAL_PART.indexOf(c) >= 0)
                && !local.startsWith(".")
                && !local.endsWith(".")
                && !local.contains("..");
        return localValid ? Optional.of(path.substring(at + 1)).filter(Uri::isDomain) : Optional.empty();
    }

    /** Returns whether the text is a domain name of letters, digits and hyphens whose last label is not a number. */
    static boolean isDomain(String text) {
        return text.length() <= MAX_DOMAIN_LENGTH
                && LABELS.matcher(text).matches()
                && !ENDS_NUMERIC.matcher(text).matches();
    }

    static boolean isUnreserved(int c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "-._~".indexOf(c) >= 0;
    }

    private static boolean isRegNameCharacter(int c) {
        return isUnreserved(c) || SUB_DELIMS.indexOf(c) >= 0;
    }

    private static boolean isQueryCharacter(int c) {
        return isRegNameCharacter(c) || ":@/?".indexOf(c) >= 0;
    }

    /** Returns whether each character is allowed or part of a percent-encoded octet. RFC 3986, 2.1. */
    private static boolean consistsOf(String text, IntPredicate allowed) {
        int at = 0;
        while (at < text.length()) {
            if (isEncodedOctet(text, at, text.length())) {
                at += 3;
            } else if (allowed.test(text.charAt(at))) {
                at++;
            } else {
                return false;
            }
        }
        return true;
    }

    static boolean isEncodedOctet(String text, int at, int to) {
        return text.charAt(at) == '%'
                && at + 2 < to
                && HexFormat.isHexDigit(text.charAt(at + 1))
                && HexFormat.isHexDigit(text.charAt(at + 2));
    }

    @Override
    public String toString() {
        return text;
    }
}
