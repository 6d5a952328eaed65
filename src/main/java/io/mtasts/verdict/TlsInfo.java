package io.mtasts.verdict;

import java.util.Optional;

/**
 * What is known of a TLS connection, to the Policy Host or to a mail server.
 *
 * @param protocol "TLSv1.2" or "TLSv1.3"; empty where the handshake failed
 * @param only13 whether the host turns TLS 1.2 away; not looked for at mail servers
 */
public record TlsInfo(String protocol, boolean only13, Optional<CertificateInfo> certificate) {}
