package io.mtasts;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** A health check for container images without a shell or curl. Sends a request to the running service. */
final class HealthCheck {

    /** The argument that selects the health check. The URL follows. */
    static final String ARGUMENT = "--health";

    private static final int TIMEOUT_MS = 3000;

    private HealthCheck() {}

    /** Returns 0 if the status of the response is 200, and 1 otherwise. Container engines expect these exit codes. */
    static int request(String address) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MS);
            connection.setReadTimeout(TIMEOUT_MS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK ? 0 : 1;
        } catch (IOException e) {
            return 1;
        }
    }
}
