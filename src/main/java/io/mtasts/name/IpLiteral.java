package io.mtasts.name;

import java.util.regex.Pattern;

/** Texts that a browser, a resolver or the JDK would take for an IP address. */
final class IpLiteral {

    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");
    private static final Pattern NAME = Pattern.compile("[a-z0-9.-]+");
    private static final Pattern COLONS_AND_HEX = Pattern.compile("[0-9a-f:.]+");

    private IpLiteral() {}

    /**
     * Returns whether the text is an IPv4 address or ends in a number, as in the URL Standard of the WHATWG. So 127.1,
     * 0x7f.1 and 2130706433 count too.
     */
    static boolean isV4(String text) {
        String host = InputSuggestions.withoutPort(withoutBrackets(text));
        return NAME.matcher(host).matches()
                && NUMBER.matcher(host.substring(host.lastIndexOf('.') + 1)).matches();
    }

    /** With or without brackets, zone, port after the brackets, and the tag of RFC 5321, 4.1.3. */
    static boolean isV6(String text) {
        String address = withoutBrackets(text);
        address = address.startsWith("ipv6:") ? address.substring("ipv6:".length()) : address;
        address = InputSuggestions.before(address, '%');
        return address.indexOf(':') != address.lastIndexOf(':')
                && COLONS_AND_HEX.matcher(address).matches();
    }

    private static String withoutBrackets(String text) {
        return text.startsWith("[") ? InputSuggestions.before(text.substring(1), ']') : text;
    }
}
