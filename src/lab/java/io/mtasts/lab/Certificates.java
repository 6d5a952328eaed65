package io.mtasts.lab;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Makes certificates and the TLS contexts that serve them, also those that a sane server would not serve. */
public final class Certificates {

    private Certificates() {}

    /** Returns a builder for a certification authority. */
    public static CertificateBuilder authority(String subject, Instant notBefore, Instant notAfter) {
        return new CertificateBuilder()
                .ecp256()
                .subject(subject)
                .notBefore(notBefore)
                .notAfter(notAfter)
                .setIsCertificateAuthority(true);
    }

    /** Gives a certificate an RSA key. */
    public static CertificateBuilder withRsaKey(CertificateBuilder builder) {
        return builder.rsa2048().keyPair(RsaKey.ONLY);
    }

    /** Signs a certificate with its own key. */
    public static X509Bundle selfSigned(CertificateBuilder builder) {
        try {
            return builder.buildSelfSigned();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs a certificate with the key of an issuer. */
    public static X509Bundle issue(X509Bundle issuer, CertificateBuilder builder) {
        try {
            return builder.buildIssuedBy(issuer);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a context that serves a certificate with its intermediate certificates. */
    public static SSLContext server(X509Bundle bundle) {
        return server(bundle, bundle.getCertificatePath());
    }

    /** Returns a context that serves any chain to every client, also a chain that does not fit the key. */
    public static SSLContext server(X509Bundle bundle, X509Certificate... chain) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManager only = new OnlyKey(bundle.getKeyPair().getPrivate(), chain);
            context.init(new KeyManager[] {only}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One key for all certificates, made when it is needed: to make one takes half a second. */
    private static final class RsaKey {

        static final KeyPair ONLY = generate();

        private static KeyPair generate() {
            try {
                return CertificateBuilder.Algorithm.rsa2048.generateKeyPair(new SecureRandom());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A manager of one key. Those of the JDK hold bad certificates back or choose among several. */
    private static final class OnlyKey extends X509ExtendedKeyManager {

        private static final String ALIAS = "lab";

        private final PrivateKey key;
        private final X509Certificate[] chain;

        OnlyKey(PrivateKey key, X509Certificate... chain) {
            this.key = key;
            this.chain = chain.clone();
        }

        @Override
        public @Nullable String chooseServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return keyType.equals(key.getAlgorithm()) ? ALIAS : null;
        }

        @Override
        public @Nullable String chooseEngineServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return chooseServerAlias(keyType, issuers, null);
        }

        @Override
        public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return chain.clone();
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }

        @Override
        public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }
    }
}
