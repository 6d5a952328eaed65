package io.mtasts.tls;

import io.mtasts.verdict.CertificateInfo;
import io.mtasts.verdict.CertificateProblem;
import io.mtasts.verdict.CertificateRules;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import java.net.Socket;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertificateException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** A trust manager that verifies a server's certificate in the handshake, and reports all its problems. RFC 8461, 3.3, 4.2. */
public final class MtaStsTrustManager extends X509ExtendedTrustManager {

    /** The rules of RFC 5280, 6.1.4 and 6.1.5, that a path to a trusted root can break. */
    private static final Set<Reason> CHAIN_RULES = Set.of(
            PKIXReason.UNRECOGNIZED_CRIT_EXT,
            PKIXReason.NOT_CA_CERT,
            PKIXReason.PATH_TOO_LONG,
            PKIXReason.INVALID_KEY_USAGE,
            PKIXReason.INVALID_POLICY);

    private final TrustAnchors anchors;
    private final Clock clock;

    /** Creates a trust manager that trusts these roots and no others. */
    public MtaStsTrustManager(Set<X509Certificate> roots, SignatureProvider signatures, Clock clock) {
        anchors = TrustAnchors.of(roots, signatures);
        this.clock = clock;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        ChainLimits.check(chain);
        List<CertificateProblem> problems = problems(chain, authType, host(engine), stapled(engine));
        if (!problems.isEmpty()) {
            throw new CertificateRejectedException(problems, List.of(chain));
        }
    }

    /** Returns the name to verify. An engine without a peer, so without a session to resume, has it in its ClientHello. */
    private static String host(SSLEngine engine) {
        String peer = engine.getHandshakeSession().getPeerHost();
        return peer != null
                ? peer
                : engine.getSSLParameters().getServerNames().stream()
                        .filter(SNIHostName.class::isInstance)
                        .map(name -> ((SNIHostName) name).getAsciiName())
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("a handshake without a server name"));
    }

    private static List<byte[]> stapled(SSLEngine engine) {
        if (engine instanceof ReferenceCountedOpenSslEngine openSsl) {
            return Optional.ofNullable(openSsl.getOcspResponse()).stream().toList();
        }
        return engine.getHandshakeSession() instanceof ExtendedSSLSession session
                ? session.getStatusResponses()
                : List.of();
    }

    /** Returns all problems. Those of the names and dates of the leaf come first. */
    List<CertificateProblem> problems(X509Certificate[] chain, String authType, String host, List<byte[]> stapled) {
        CertificateChain path = CertificateChain.of(chain);
        Instant now = clock.instant();
        Set<CertificateProblem> problems = new LinkedHashSet<>(CertificateRules.problems(path.leaf(), host, now));
        problems.addAll(pathProblems(path, chain, authType, now));
        if (revoked(path, stapled, now)) {
            problems.add(CertificateProblem.REVOKED);
        }
        return List.copyOf(problems);
    }

    /** Validates the path at a time when the leaf is valid, so that an expired leaf does not hide other problems. */
    private List<CertificateProblem> pathProblems(
            CertificateChain path, X509Certificate[] chain, String authType, Instant now) {
        Instant moment = CertificateChain.within(path.leaf(), now);
        if (moment.equals(now) ? anchors.validates(chain, authType) : anchors.validates(chain, authType, moment)) {
            return List.of();
        }
        List<CertificateProblem> dates = path.issuerDateProblems(moment);
        boolean onlyDates = !dates.isEmpty()
                && path.commonMoment()
                        .filter(common -> anchors.validates(chain, authType, common))
                        .isPresent();
        return onlyDates ? dates : List.of(pathProblem(path, moment));
    }

    /** Returns which rule the path breaks. A path to a root that is not trusted has no rules to break. */
    private CertificateProblem pathProblem(CertificateChain path, Instant moment) {
        Optional<CertPathValidatorException> error = anchors.pathError(path, moment);
        if (error.isEmpty()) {
            return CertificateProblem.WRONG_USAGE;
        }
        Reason reason = error.get().getReason();
        if (reason == PKIXReason.INVALID_NAME) {
            return CertificateProblem.NAME_CONSTRAINT;
        }
        if (reason == BasicReason.ALGORITHM_CONSTRAINED) {
            return CertificateProblem.WEAK_ALGORITHM;
        }
        return CHAIN_RULES.contains(reason) ? CertificateProblem.CHAIN_INVALID : brokenEnd(path);
    }

    private CertificateProblem brokenEnd(CertificateChain path) {
        X509Certificate last = path.last();
        boolean issuerMissing = path.certificates().size() == 1
                && !path.endsSelfSigned()
                && !anchors.hasSubject(last.getIssuerX500Principal())
                && !isRoot(last.getIssuerX500Principal().getName());
        return issuerMissing ? CertificateProblem.CHAIN_INCOMPLETE : CertificateProblem.UNTRUSTED;
    }

    /** Servers usually do not send roots. So a leaf that names one as its issuer lacks trust, not an intermediate. */
    private static boolean isRoot(String distinguishedName) {
        return commonName(distinguishedName).toLowerCase(Locale.ROOT).contains("root");
    }

    private static String commonName(String distinguishedName) {
        for (String part : distinguishedName.split(",")) {
            if (part.strip().startsWith("CN=")) {
                return part;
            }
        }
        return "";
    }

    /** Checks the stapled OCSP response of the leaf, which is the first one. OCSP servers are never queried. */
    private boolean revoked(CertificateChain path, List<byte[]> stapled, Instant now) {
        Instant moment = CertificateChain.within(path.leaf(), now);
        return !stapled.isEmpty() && anchors.revoked(path, stapled.get(0), moment);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return anchors.certificates();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw unsupported();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        throw unsupported();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw unsupported();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        throw unsupported();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw unsupported();
    }

    private static CertificateException unsupported() {
        return new CertificateException("only servers are judged, and only with the engine that knows their name");
    }

    /** An exception that carries the problems of a certificate through the TLS engine. */
    public static final class CertificateRejectedException extends CertificateException {

        private static final long serialVersionUID = 1;

        private final transient List<CertificateProblem> problems;
        private final transient List<X509Certificate> sent;

        /** Creates the exception, with the certificates as sent. */
        public CertificateRejectedException(List<CertificateProblem> problems, List<X509Certificate> sent) {
            super("certificate rejected: " + problems);
            this.problems = List.copyOf(problems);
            this.sent = List.copyOf(sent);
        }

        /** Returns all problems, those of the leaf first. */
        public List<CertificateProblem> problems() {
            return problems;
        }

        /** Returns what the certificates say, the leaf first. */
        public List<CertificateInfo> chain() {
            return sent.stream().map(CertificateRules::info).toList();
        }

        /** Returns the certificates as the server sent them, its own first. */
        public List<X509Certificate> sent() {
            return sent;
        }
    }
}
