package io.mtasts.tls;

import io.mtasts.verdict.CertificateInfo;
import io.mtasts.verdict.CertificateProblem;
import io.mtasts.verdict.CertificateRules;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import java.net.Socket;
import java.security.cert.CertificateException;
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

/** Judges a server's certificate within the handshake, and says all that is wrong with it. RFC 8461, 3.3, 4.2. */
public final class MtaStsTrustManager extends X509ExtendedTrustManager {

    private final TrustAnchors anchors;
    private final Clock clock;

    /** Trusts these roots and no others. */
    public MtaStsTrustManager(Set<X509Certificate> roots, Clock clock) {
        anchors = TrustAnchors.of(roots);
        this.clock = clock;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        ChainLimits.check(chain);
        List<CertificateProblem> faults = problems(chain, authType, host(engine), stapled(engine));
        if (!faults.isEmpty()) {
            throw new CertificateRejectedException(faults, CertificateRules.info(chain[0]));
        }
    }

    /** An engine that was not told whom it talks to, so that it has no session to resume, has the name of its ClientHello. */
    private static String host(SSLEngine engine) {
        String peer = engine.getHandshakeSession().getPeerHost();
        return peer != null
                ? peer
                : engine.getSSLParameters().getServerNames().stream()
                        .filter(SNIHostName.class::isInstance)
                        .map(name -> ((SNIHostName) name).getAsciiName())
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("a handshake with nobody"));
    }

    private static List<byte[]> stapled(SSLEngine engine) {
        if (engine instanceof ReferenceCountedOpenSslEngine openSsl) {
            return Optional.ofNullable(openSsl.getOcspResponse()).stream().toList();
        }
        return engine.getHandshakeSession() instanceof ExtendedSSLSession session
                ? session.getStatusResponses()
                : List.of();
    }

    /** All of them together; those of the names and dates of the certificate itself first. */
    List<CertificateProblem> problems(X509Certificate[] chain, String authType, String host, List<byte[]> stapled) {
        CertificateChain path = CertificateChain.of(chain);
        Instant now = clock.instant();
        Set<CertificateProblem> faults = new LinkedHashSet<>(CertificateRules.problems(path.leaf(), host, now));
        faults.addAll(pathFaults(path, chain, authType, now));
        if (revoked(path, stapled, now)) {
            faults.add(CertificateProblem.REVOKED);
        }
        return List.copyOf(faults);
    }

    /** Looks at the path when the leaf was valid, so that neither fault hides the other. */
    private List<CertificateProblem> pathFaults(
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
        return onlyDates ? dates : List.of(brokenEnd(path));
    }

    private CertificateProblem brokenEnd(CertificateChain path) {
        X509Certificate last = path.last();
        boolean issuerMissing = path.certificates().size() == 1
                && !path.endsSelfSigned()
                && !anchors.hasSubject(last.getIssuerX500Principal())
                && !isRoot(last.getIssuerX500Principal().getName());
        return issuerMissing ? CertificateProblem.CHAIN_INCOMPLETE : CertificateProblem.UNTRUSTED;
    }

    /** Roots are not sent as a rule: a leaf that names one as its issuer lacks trust, not a link. */
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

    /** The first stapled answer is that of the leaf; the network is never asked for one. */
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
        private final transient CertificateInfo certificate;

        /** Creates the exception; the certificate is the leaf. */
        public CertificateRejectedException(List<CertificateProblem> problems, CertificateInfo certificate) {
            super("certificate rejected: " + problems);
            this.problems = List.copyOf(problems);
            this.certificate = certificate;
        }

        /** Returns all problems, those of the leaf first. */
        public List<CertificateProblem> problems() {
            return problems;
        }

        /** Returns what the leaf says. */
        public CertificateInfo certificate() {
            return certificate;
        }
    }
}
