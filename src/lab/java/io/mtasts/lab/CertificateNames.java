package io.mtasts.lab;

import io.netty.pkitesting.CertificateBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** DNS names of any form for a certificate: the builder's own method takes no wildcards. */
public final class CertificateNames {

    private CertificateNames() {}

    public static CertificateBuilder add(CertificateBuilder builder, String... dnsNames) {
        GeneralName[] names = Stream.of(dnsNames)
                .map(name -> new GeneralName(GeneralName.dNSName, name))
                .toArray(GeneralName[]::new);
        try {
            return builder.addExtensionOctetString(
                    Extension.subjectAlternativeName.getId(), false, new GeneralNames(names).getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
