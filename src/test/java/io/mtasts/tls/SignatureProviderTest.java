package io.mtasts.tls;

import static io.mtasts.https.TestPki.HOST;
import static io.mtasts.https.TestPki.ROOT;
import static io.mtasts.https.TestPki.authority;
import static io.mtasts.https.TestPki.issue;
import static io.mtasts.https.TestPki.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.https.TestPki;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SignatureProviderTest {

    @Test
    void accp_isUsedOnlyWhereItIsNamed() throws GeneralSecurityException {
        assertThat(SignatureProvider.ACCP.providerName()).contains("AmazonCorrettoCryptoProvider");

        assertThat(Security.getProviders()).extracting(Provider::getName).endsWith("AmazonCorrettoCryptoProvider");
        assertThat(Signature.getInstance("SHA256withECDSA").getProvider().getName())
                .isEqualTo("SunEC");
    }

    @Test
    void auto_prefersAccp() {
        assertThat(SignatureProvider.AUTO.providerName()).isEqualTo(SignatureProvider.ACCP.providerName());
    }

    @Test
    void jdk_namesNoProvider() {
        assertThat(SignatureProvider.JDK.providerName()).isEmpty();
    }

    /** ACCP does not know all algorithms of the JDK, and must not reject what the JDK accepts. */
    @ParameterizedTest
    @EnumSource(names = {"ecp256", "ecp384", "rsa2048", "ed25519", "ed448"})
    void chain_isValidWithEachAlgorithm(Algorithm algorithm) {
        X509Bundle bundle = issue(issue(ROOT, authority("CN=Other CA").algorithm(algorithm)), leaf(HOST));
        MtaStsTrustManager accp = TestPki.trust(ROOT, SignatureProvider.ACCP);
        MtaStsTrustManager jdk = TestPki.trust(ROOT, SignatureProvider.JDK);

        assertThat(accp.problems(bundle.getCertificatePath(), "UNKNOWN", HOST, List.of()))
                .isEqualTo(jdk.problems(bundle.getCertificatePath(), "UNKNOWN", HOST, List.of()))
                .isEmpty();
    }
}
