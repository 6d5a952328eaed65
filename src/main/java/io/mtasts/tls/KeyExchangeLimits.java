package io.mtasts.tls;

import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.util.Set;
import javax.crypto.interfaces.DHKey;
import org.jspecify.annotations.Nullable;

/** Limits for the Diffie-Hellman groups that a server may choose. BoringSSL has no such groups; the JDK's engine has. */
final class KeyExchangeLimits implements AlgorithmConstraints {

    /** A key exchange costs about 15, 30, 70 and 220 ms with 2,048, 3,072, 4,096 and 8,192 bits. */
    static final int MAX_DH_BITS = 4_096;

    /** What the JDK's engine says about a group that is not permitted. */
    static final String REFUSAL = "DH ServerKeyExchange does not comply to algorithm constraints";

    private static final Set<String> LARGE_GROUPS = Set.of("ffdhe6144", "ffdhe8192");

    @Override
    public boolean permits(
            Set<CryptoPrimitive> primitives, String algorithm, @Nullable AlgorithmParameters parameters) {
        return !LARGE_GROUPS.contains(algorithm);
    }

    @Override
    public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
        return !(key instanceof DHKey group) || group.getParams().getP().bitLength() <= MAX_DH_BITS;
    }

    @Override
    public boolean permits(
            Set<CryptoPrimitive> primitives, String algorithm, Key key, @Nullable AlgorithmParameters parameters) {
        return permits(primitives, algorithm, parameters) && permits(primitives, key);
    }
}
