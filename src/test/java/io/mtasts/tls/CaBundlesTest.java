package io.mtasts.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mtasts.https.TestPki;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CaBundlesTest {

    @TempDir
    Path directory;

    @Test
    void bundle_mayHaveComments() throws IOException {
        X509Bundle one = TestPki.root("CN=One");
        X509Bundle other = TestPki.root("CN=Other");

        assertThat(CaBundles.of(file(
                        "# One -- the first\n" + one.getCertificatePEM() + "\n# Other\n" + other.getCertificatePEM())))
                .containsExactly(one.getCertificate(), other.getCertificate());
    }

    @Test
    void bundle_withoutCertificates() throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CaBundles.of(file("")))
                .withMessageContaining("roots.pem");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CaBundles.of(file("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")))
                .withMessageContaining("roots.pem");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CaBundles.of(directory.resolve("none.pem")))
                .withMessageContaining("none.pem");
    }

    @Test
    void jvm_hasSome() {
        assertThat(CaBundles.ofJvm()).isNotEmpty();
    }

    private Path file(String pem) throws IOException {
        return Files.writeString(directory.resolve("roots.pem"), pem);
    }
}
