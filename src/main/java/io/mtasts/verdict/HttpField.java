package io.mtasts.verdict;

import io.mtasts.name.DomainName;

/**
 * One field line of an HTTP response. RFC 9110, 5.1.
 *
 * @param name in lower case
 * @param value without the white space around it; may hold text from outside
 */
public record HttpField(String name, String value) {

    public HttpField {
        name = DomainName.lowerCase(name);
        value = value.strip();
    }
}
