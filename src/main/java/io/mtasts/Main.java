package io.mtasts;

import io.mtasts.cli.Cli;
import io.mtasts.http.ServerConnectionExtension;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.jspecify.annotations.Nullable;

/** The main class of the service. */
@QuarkusMain
public final class Main {

    /** Exit codes above this one contain the number of a signal. */
    private static final int FIRST_SIGNAL = 128;

    private static volatile int exitCode;

    private Main() {}

    /**
     * Runs a command, or the service if there are no arguments. The service runs until the process receives a signal. Its
     * exit code after SIGTERM or SIGINT is 0.
     */
    public static void main(String... args) {
        if (isMode(HealthCheck.ARGUMENT, args)) {
            System.exit(HealthCheck.request(args[1]));
        }
        if (args.length == 0 || isMode(CdsTrainingRun.ARGUMENT, args)) {
            serve(args);
        } else {
            System.exit(Cli.run(Main::serve, args));
        }
    }

    /** Starts the service and returns when it has stopped. */
    private static void serve(String... args) {
        // The server would reject an invalid URI with an empty response. The API describes what is wrong with it.
        System.setProperty("vertx.disableURIValidation", "true");
        // Netty adds the handler that counts the connections of each client.
        System.setProperty(ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, ServerConnectionExtension.ENABLED);
        Runtime.getRuntime().addShutdownHook(new Thread(Main::haltOnceStopped, "exit-code"));
        Quarkus.run(isMode(CdsTrainingRun.ARGUMENT, args) ? CdsTrainingRun.class : null, Main::exit, args);
    }

    /** Checks whether the program was started with this argument and its value. */
    private static boolean isMode(String argument, String... args) {
        return args.length == 2 && args[0].equals(argument);
    }

    /** Prints the cause of a failed start, since logging may not be configured yet. */
    private static void exit(int code, @Nullable Throwable failure) {
        if (failure != null) {
            failure.printStackTrace();
        }
        exitCode = code > FIRST_SIGNAL ? 0 : code;
        System.exit(exitCode);
    }

    /** Sets the exit code after a signal. By default the JVM exits with the number of the signal. */
    private static void haltOnceStopped() {
        Application application = ApplicationLifecycleManager.getCurrentApplication();
        if (application != null) {
            application.awaitShutdown();
        }
        Runtime.getRuntime().halt(exitCode);
    }
}
