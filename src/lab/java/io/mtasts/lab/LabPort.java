package io.mtasts.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.function.UnaryOperator;

/**
 * The HTTP port of the service in the laboratory. It uses the JDK only, since the build runs this file from its source
 * before anything is compiled: a port that is not available is reported at once and not after the build.
 */
final class LabPort {

    private static final String PROPERTY = "quarkus.http.port";
    private static final String VARIABLE = "QUARKUS_HTTP_PORT";
    private static final String DEFAULT = "8080";

    private LabPort() {}

    /** Ends with the exit code 1 and an explanation if the port is not available. */
    public static void main(String[] args) {
        System.out.println("Building the service and its laboratory. The first build takes some minutes.");
        checkFree(configured(System::getProperty, System::getenv));
    }

    /** Returns the configured port. A system property has precedence over the environment, as for the service. */
    static int configured(UnaryOperator<String> properties, UnaryOperator<String> environment) {
        String port = properties.apply(PROPERTY);
        if (port == null || port.isBlank()) {
            port = environment.apply(VARIABLE);
        }
        return Integer.parseInt(port == null || port.isBlank() ? DEFAULT : port.strip());
    }

    /** Returns the port that the service is to use: the configured one, or a free one if that is 0. */
    static int prepare() {
        int port = configured(System::getProperty, System::getenv);
        checkFree(port);
        if (port == 0) {
            port = free();
        }
        System.setProperty(PROPERTY, Integer.toString(port));
        return port;
    }

    private static int free() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("SystemExitOutsideMain")
    private static void checkFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            System.err.println(explanation(port, e.getMessage()));
            System.exit(1);
        }
    }

    private static String explanation(int port, String reason) {
        return "Port " + port + " is not available: " + reason + ". Choose another one:\n\n"
                + "    ./mvnw -q -Plab package -Dquarkus.http.port=" + (port == 8081 ? 8082 : 8081) + "\n\n"
                + "The variable " + VARIABLE + " does the same. The port 0 is any free port.";
    }
}
