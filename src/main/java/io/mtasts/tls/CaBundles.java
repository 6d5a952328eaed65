package io.mtasts.tls;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Readers for trusted roots. A source that cannot be read causes an IllegalArgumentException that names it. */
public final class CaBundles {

    /** Debian and Alpine, Red Hat, SUSE. */
    private static final List<String> SYSTEM =
            List.of("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem");

    private CaBundles() {}

    /** Returns the file with the roots of the system, if it is in one of the usual places. */
    public static Optional<Path> systemBundle() {
        return SYSTEM.stream().map(Path::of).filter(Files::isReadable).findFirst();
    }

    /** Reads the roots of a file of PEM certificates, which must contain at least one. */
    public static Set<X509Certificate> of(Path bundle) {
        // The factory reads byte by byte, which would be 200,000 system calls.
        try (InputStream pem = new BufferedInputStream(Files.newInputStream(bundle))) {
            Set<X509Certificate> roots =
                    certificates(CertificateFactory.getInstance("X.509").generateCertificates(pem));
            if (roots.isEmpty()) {
                throw new IllegalArgumentException("no certificates in " + bundle);
            }
            return roots;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("cannot read certificates from " + bundle, e);
        }
    }

    /** Returns the roots of a trust store. */
    public static Set<X509Certificate> of(KeyStore store) {
        try {
            Set<X509Certificate> roots = new LinkedHashSet<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.getCertificate(alias) instanceof X509Certificate root) {
                    roots.add(root);
                }
            }
            return roots;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the trust store cannot be read", e);
        }
    }

    /** Returns the roots of the JVM: its own file, or the one that the system property javax.net.ssl.trustStore names. */
    public static Set<X509Certificate> ofJvm() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init((KeyStore) null);
            X509TrustManager manager = (X509TrustManager) factory.getTrustManagers()[0];
            return certificates(Arrays.asList(manager.getAcceptedIssuers()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the JVM's trust store cannot be read", e);
        }
    }

    private static Set<X509Certificate> certificates(Collection<?> all) {
        Set<X509Certificate> roots = new LinkedHashSet<>();
        all.forEach(each -> roots.add((X509Certificate) each));
        return roots;
    }
}
