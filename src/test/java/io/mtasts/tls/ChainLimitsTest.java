package io.mtasts.tls;

import static io.mtasts.https.TestPki.INTERMEDIATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtasts.https.TestPki;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.DSAPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.CertPolicyId;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyMappings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chains just inside and just outside of each limit. */
final class ChainLimitsTest {

    private static final PublicKey KEY = TestPki.GOOD.getKeyPair().getPublic();

    @ParameterizedTest
    @CsvSource({
        "certificates, 10, true",
        "certificates, 11, false",
        "rsa, 8192, true",
        "rsa, 8193, false",
        "exponent, 64, true",
        "exponent, 65, false",
        "dsa, 3072, true",
        "dsa, 3080, false",
        "extensions, 100, true",
        "extensions, 101, false",
        "names, 1000, true",
        "names, 1001, false",
        "constraints, 300, true",
        "constraints, 320, false",
        "mappings, 10, true",
        "mappings, 30, false",
    })
    void limit(String kind, int size, boolean accepted) throws Exception {
        X509Certificate[] chain = chain(kind, size);
        if (accepted) {
            ChainLimits.check(chain);
        } else {
            assertThatThrownBy(() -> ChainLimits.check(chain))
                    .isInstanceOf(CertificateException.class)
                    .hasCauseInstanceOf(LimitExceededException.class)
                    .hasMessageContaining("more than");
        }
    }

    /** The size of the policy tree is a power of the number of certificates, so that the whole chain is counted. */
    @Test
    void limit_ofMappingsInAllCertificates() {
        X509Certificate[] chain = new X509Certificate[3];
        Arrays.fill(chain, with(mappings(8)));
        assertThatThrownBy(() -> ChainLimits.check(chain)).hasMessageContaining("policy mappings");
    }

    private static X509Certificate[] chain(String kind, int size) throws Exception {
        X509Certificate[] chain = new X509Certificate[kind.equals("certificates") ? size : 1];
        Arrays.fill(
                chain,
                switch (kind) {
                    case "rsa" -> withKey(rsa(size, 17));
                    case "exponent" -> withKey(rsa(2048, size));
                    case "dsa" -> withKey(dsa(size));
                    case "extensions" ->
                        with(IntStream.range(0, size)
                                .mapToObj(i -> extension("1.2.3." + i, new DEROctetString(new byte[0])))
                                .toArray(Extension[]::new));
                    case "names" -> with(names(size));
                    case "constraints" -> with(constraints(size));
                    case "mappings" -> with(mappings(size));
                    default -> TestPki.GOOD.getCertificate();
                });
        assertThat(chain).doesNotContainNull();
        return chain;
    }

    private static X509Certificate with(Extension... extensions) {
        return TestCertificates.issue(INTERMEDIATE, "CN=Test", KEY, false, extensions);
    }

    private static X509Certificate withKey(PublicKey key) {
        return TestCertificates.issue(INTERMEDIATE, "CN=Test", key, false);
    }

    private static PublicKey rsa(int bits, int exponentBits) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(
                        BigInteger.ONE.shiftLeft(bits - 1).setBit(0),
                        BigInteger.ONE.shiftLeft(exponentBits - 1).setBit(0)));
    }

    private static PublicKey dsa(int bits) throws GeneralSecurityException {
        BigInteger p = BigInteger.ONE.shiftLeft(bits - 1).setBit(0);
        BigInteger q = BigInteger.ONE.shiftLeft(255).setBit(0);
        return KeyFactory.getInstance("DSA").generatePublic(new DSAPublicKeySpec(BigInteger.TWO, p, q, BigInteger.TWO));
    }

    private static Extension names(int count) {
        return extension(
                Extension.subjectAlternativeName.getId(),
                new GeneralNames(IntStream.range(0, count)
                        .mapToObj(i -> new GeneralName(GeneralName.dNSName, "a" + i + ".example"))
                        .toArray(GeneralName[]::new)));
    }

    /** Each of about 13 bytes. */
    private static Extension constraints(int count) {
        return extension(
                Extension.nameConstraints.getId(),
                new NameConstraints(
                        null,
                        IntStream.range(0, count)
                                .mapToObj(i -> new GeneralSubtree(
                                        new GeneralName(GeneralName.dNSName, "a%03d.test".formatted(i))))
                                .toArray(GeneralSubtree[]::new)));
    }

    /** Each of about 12 bytes. */
    private static Extension mappings(int count) {
        CertPolicyId[] policies = IntStream.range(0, count)
                .mapToObj(i -> CertPolicyId.getInstance(new ASN1ObjectIdentifier("1.2.3." + i)))
                .toArray(CertPolicyId[]::new);
        return extension(Extension.policyMappings.getId(), new PolicyMappings(policies, policies));
    }

    private static Extension extension(String id, ASN1Encodable value) {
        try {
            return new Extension(
                    new ASN1ObjectIdentifier(id), false, value.toASN1Primitive().getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
