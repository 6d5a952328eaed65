package io.mtasts;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a running service how it is: the health check of a container image that has neither a shell nor curl. */
final class HealthCheck {

    /** The argument with which the program asks instead of serving; the address follows. */
    static final String ARGUMENT = "--health";

    private static final int PATIENCE_MS = 3000;

    private HealthCheck() {}

    /** 0 if the answer is 200, else 1: the exit codes that container engines know. */
    static int ask(String address) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MS);
            connection.setReadTimeout(PATIENCE_MS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK ? 0 : 1;
        } catch (IOException e) {
            return 1;
        }
    }
}
