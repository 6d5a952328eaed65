package io.mtasts.verdict;

import java.util.Optional;

/**
 * The Policy Host's answer to the GET, whole.
 *
 * @param protocol "http/1.1" or, where the host speaks nothing else, "h2"
 * @param body as it came, not decoded; empty where the status is not 200, since then it is not read
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and 64 KiB are not copied without need
public record PolicyResponse(
        String protocol,
        int status,
        Optional<String> contentType,
        Optional<String> contentEncoding,
        Optional<String> location,
        byte[] body) {

    /** Whether the body is as it was written, not compressed. */
    boolean isPlain() {
        return contentEncoding
                .filter(encoding -> !encoding.strip().equalsIgnoreCase("identity"))
                .isEmpty();
    }
}
