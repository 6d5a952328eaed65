package io.mtasts.https;

import io.mtasts.verdict.CertificateFault;
import io.mtasts.verdict.CertificateRules;
import java.net.Socket;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Judges the certificate of a Policy Host within the handshake, and says all that is wrong with it. RFC 8461, 3.3. */
public final class PolicyTrust extends X509ExtendedTrustManager {

    private final TrustAnchors anchors;
    private final Clock clock;

    /** Trusts the roots of the JVM and those of the stores. */
    public PolicyTrust(List<KeyStore> stores, Clock clock) {
        anchors = TrustAnchors.merged(stores);
        this.clock = clock;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, authType, engine.getHandshakeSession());
    }

    private void check(X509Certificate[] chain, String authType, SSLSession session) throws CertificateException {
        CertificatePath path = CertificatePath.of(chain);
        Instant now = clock.instant();
        Set<CertificateFault> faults =
                new LinkedHashSet<>(CertificateRules.faults(path.leaf(), session.getPeerHost(), now));
        faults.addAll(pathFaults(path, chain, authType, now));
        if (revoked(path, session, now)) {
            faults.add(CertificateFault.REVOKED);
        }
        if (!faults.isEmpty()) {
            throw new CertificateRefused(List.copyOf(faults), CertificateRules.facts(path.leaf()));
        }
    }

    /** Looks at the path when the leaf was valid, so that neither fault hides the other. */
    private List<CertificateFault> pathFaults(
            CertificatePath path, X509Certificate[] chain, String authType, Instant now) {
        Instant moment = CertificatePath.within(path.leaf(), now);
        if (moment.equals(now) ? anchors.vouchFor(chain, authType) : anchors.vouchFor(chain, authType, moment)) {
            return List.of();
        }
        List<CertificateFault> dates = path.issuersDateFaults(moment);
        boolean onlyDates = !dates.isEmpty()
                && path.commonMoment()
                        .filter(common -> anchors.vouchFor(chain, authType, common))
                        .isPresent();
        return onlyDates ? dates : List.of(brokenEnd(path));
    }

    private CertificateFault brokenEnd(CertificatePath path) {
        X509Certificate last = path.last();
        boolean issuerMissing = path.certificates().size() == 1
                && !path.endsSelfSigned()
                && !anchors.hasSubject(last.getIssuerX500Principal())
                && !isRoot(last.getIssuerX500Principal().getName());
        return issuerMissing ? CertificateFault.CHAIN_INCOMPLETE : CertificateFault.UNTRUSTED;
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

    private boolean revoked(CertificatePath path, SSLSession session, Instant now) {
        return session instanceof ExtendedSSLSession extended
                && extended.getStatusResponses().stream()
                        .limit(1)
                        .anyMatch(response -> response.length > 0
                                && anchors.revoked(path, response, CertificatePath.within(path.leaf(), now)));
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
}
