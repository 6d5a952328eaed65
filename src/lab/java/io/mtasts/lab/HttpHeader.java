package io.mtasts.lab;

/** A header field of HTTP. */
public record HttpHeader(String name, String value) {}
