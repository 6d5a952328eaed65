package io.mtasts.lab;

/** A header field of HTTP. */
public record Header(String name, String value) {}
