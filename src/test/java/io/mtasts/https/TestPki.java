package io.mtasts.https;

import io.mtasts.lab.CertificateNames;
import io.mtasts.tls.MtaStsTrustManager;
import io.mtasts.tls.SignatureProvider;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/** Certificates of every kind, under a root that the tests trust and one that they do not. */
public final class TestPki {

    public static final String HOST = "mta-sts.example.com";
    public static final Instant NOW = Instant.now();
    public static final X509Bundle ROOT = root("CN=Trusted Root");
    public static final X509Bundle INTERMEDIATE = issue(ROOT, authority("CN=Issuing CA"));
    public static final X509Bundle GOOD = issue(INTERMEDIATE, leaf(HOST));

    private TestPki() {}

    public static MtaStsTrustManager trust() {
        return trust(ROOT);
    }

    static MtaStsTrustManager trust(X509Bundle root) {
        return trust(root, SignatureProvider.AUTO);
    }

    public static MtaStsTrustManager trust(X509Bundle root, SignatureProvider signatures) {
        return new MtaStsTrustManager(Set.of(root.getCertificate()), signatures, Clock.systemUTC());
    }

    public static X509Bundle root(String subject) {
        try {
            return authority(subject).buildSelfSigned();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public static CertificateBuilder authority(String subject) {
        return new CertificateBuilder()
                .ecp256()
                .subject(subject)
                .setIsCertificateAuthority(true)
                .notBefore(NOW.minus(Duration.ofDays(400)))
                .notAfter(NOW.plus(Duration.ofDays(400)));
    }

    public static CertificateBuilder leaf(String... dnsNames) {
        CertificateBuilder builder = new CertificateBuilder()
                .ecp256()
                .subject("CN=" + HOST)
                .notBefore(NOW.minus(Duration.ofDays(30)))
                .notAfter(NOW.plus(Duration.ofDays(30)));
        return dnsNames.length == 0 ? builder : CertificateNames.add(builder, dnsNames);
    }

    public static CertificateBuilder expired(CertificateBuilder builder) {
        return builder.notBefore(NOW.minus(Duration.ofDays(20))).notAfter(NOW.minus(Duration.ofDays(10)));
    }

    public static CertificateBuilder notYetValid(CertificateBuilder builder) {
        return builder.notBefore(NOW.plus(Duration.ofDays(10))).notAfter(NOW.plus(Duration.ofDays(20)));
    }

    public static X509Bundle issue(X509Bundle issuer, CertificateBuilder builder) {
        try {
            return builder.buildIssuedBy(issuer);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public static X509Bundle selfSigned(CertificateBuilder builder) {
        try {
            return builder.buildSelfSigned();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public static SSLContext server(X509Bundle bundle) {
        return server(bundle, bundle.getCertificatePath());
    }

    /** With any chain, also one that does not fit. */
    public static SSLContext server(X509Bundle bundle, X509Certificate... chain) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", bundle.getKeyPair().getPrivate(), new char[0], chain);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** With a chain that no key store would take. */
    static SSLContext serverSending(X509Bundle bundle, X509Certificate[] chain) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new AnyChain(bundle.getKeyPair().getPrivate(), chain)}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class AnyChain extends X509ExtendedKeyManager {

        private static final String ALIAS = "any";

        private final PrivateKey key;
        private final X509Certificate[] chain;

        AnyChain(PrivateKey key, X509Certificate[] chain) {
            this.key = key;
            this.chain = chain;
        }

        @Override
        public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
            return ALIAS;
        }

        @Override
        public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            return ALIAS;
        }

        @Override
        public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
            return null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return chain;
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return null;
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return new String[] {ALIAS};
        }
    }
}
