package io.mtasts.tls;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The choice of the implementation that verifies the signatures of certificates. The Amazon Corretto Crypto Provider
 * (ACCP) verifies a signature in a tenth of the time of the JDK 17. It only ever accepts: what it does not accept is
 * verified again by the JDK, so the findings do not depend on this choice.
 */
public enum SignatureProvider {

    /** Uses ACCP if its library loads, and otherwise the JDK. */
    AUTO,

    /** Requires ACCP; the service does not start without it. */
    ACCP,

    /** Uses the JDK only. */
    JDK;

    private static final Logger LOG = Logger.getLogger(SignatureProvider.class.getName());

    /** The provider's class, by name, since the library exists only for Linux and is not part of a native binary. */
    private static final String ACCP_CLASS = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    /**
     * Returns the name of the registered security provider to use, or empty for the JDK's own. ACCP is registered
     * last, so that nothing else uses it.
     *
     * @throws IllegalStateException if ACCP is required and does not load
     */
    public Optional<String> providerName() {
        if (this == JDK) {
            return Optional.empty();
        }
        try {
            Provider provider = load();
            Security.addProvider(provider);
            return Optional.of(provider.getName());
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            if (this == ACCP) {
                throw new IllegalStateException("the Amazon Corretto Crypto Provider does not load", e);
            }
            LOG.log(Level.FINE, "the JDK verifies the signatures of certificates", e);
            return Optional.empty();
        }
    }

    /** Loads ACCP, and has it test itself. */
    private static Provider load() throws ReflectiveOperationException {
        Class<?> type = Class.forName(ACCP_CLASS);
        Provider provider = (Provider) type.getField("INSTANCE").get(null);
        type.getMethod("assertHealthy").invoke(provider);
        return provider;
    }
}
