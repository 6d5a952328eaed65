package io.mtasts.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;

/** The trusted roots, and path validation by the JDK. Never uses the network. RFC 5280, 6.1. */
final class TrustAnchors {

    private final Set<TrustAnchor> anchors = new HashSet<>();
    private final Set<X500Principal> subjects = new HashSet<>();
    private final X509TrustManager now;
    private final Optional<X509TrustManager> fast;

    private TrustAnchors(Set<X509Certificate> roots, SignatureProvider signatures) throws GeneralSecurityException {
        for (X509Certificate root : roots) {
            anchors.add(new TrustAnchor(root, null));
            subjects.add(root.getSubjectX500Principal());
        }
        now = manager(parameters());
        Optional<String> provider = signatures.providerName();
        fast = provider.isEmpty() ? Optional.empty() : Optional.of(managerWith(provider.get()));
    }

    static TrustAnchors of(Set<X509Certificate> roots, SignatureProvider signatures) {
        try {
            return new TrustAnchors(roots, signatures);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the roots cannot be used", e);
        }
    }

    X509Certificate[] certificates() {
        return now.getAcceptedIssuers();
    }

    boolean hasSubject(X500Principal subject) {
        return subjects.contains(subject);
    }

    /**
     * Checks whether the chain leads to a root, and the leaf may be used for a TLS server. Only the JDK rejects: the
     * other provider may not know an algorithm.
     */
    boolean validates(X509Certificate[] chain, String authType) {
        return fast.filter(manager -> vouches(manager, chain, authType)).isPresent() || vouches(now, chain, authType);
    }

    /** Checks whether the chain leads to a root, at another time than now. */
    boolean validates(X509Certificate[] chain, String authType, Instant moment) {
        try {
            PKIXBuilderParameters parameters = parameters();
            parameters.setDate(Date.from(moment));
            return vouches(manager(parameters), chain, authType);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns which rule the chain breaks, apart from the usage of the leaf; empty if it breaks none. */
    Optional<CertPathValidatorException> pathError(CertificateChain path, Instant moment) {
        try {
            PKIXParameters parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(moment));
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(withoutRoot(path)), parameters);
            return Optional.empty();
        } catch (CertPathValidatorException e) {
            return Optional.of(e);
        } catch (GeneralSecurityException e) {
            return Optional.of(new CertPathValidatorException(e));
        }
    }

    /** Checks whether the OCSP response from the handshake says, with a valid signature, that the leaf is revoked. */
    boolean revoked(CertificateChain path, byte[] ocspResponse, Instant moment) {
        try {
            CertPathValidator validator = CertPathValidator.getInstance("PKIX");
            PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
            checker.setOcspResponses(Map.of(path.leaf(), ocspResponse));
            checker.setOptions(EnumSet.of(Option.ONLY_END_ENTITY, Option.NO_FALLBACK));
            PKIXParameters parameters = new PKIXParameters(anchors);
            parameters.setDate(Date.from(moment));
            parameters.addCertPathChecker(checker);
            validator.validate(CertificateFactory.getInstance("X.509").generateCertPath(withoutRoot(path)), parameters);
            return false;
        } catch (CertPathValidatorException e) {
            return e.getReason() == BasicReason.REVOKED;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private List<X509Certificate> withoutRoot(CertificateChain path) {
        List<X509Certificate> certificates = new ArrayList<>(path.certificates());
        if (certificates.size() > 1 && path.endsSelfSigned()) {
            certificates.remove(certificates.size() - 1);
        }
        return certificates;
    }

    private PKIXBuilderParameters parameters() throws GeneralSecurityException {
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
        parameters.setRevocationEnabled(false);
        return parameters;
    }

    private static boolean vouches(X509TrustManager manager, X509Certificate[] chain, String authType) {
        try {
            manager.checkServerTrusted(chain, authType);
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    private X509TrustManager managerWith(String signatureProvider) throws GeneralSecurityException {
        PKIXBuilderParameters parameters = parameters();
        parameters.setSigProvider(signatureProvider);
        return manager(parameters);
    }

    private static X509TrustManager manager(PKIXBuilderParameters parameters) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(new CertPathTrustManagerParameters(parameters));
        return (X509TrustManager) factory.getTrustManagers()[0];
    }
}
