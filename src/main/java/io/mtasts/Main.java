package io.mtasts;

import io.quarkus.runtime.Application;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.jspecify.annotations.Nullable;

/** Starts the service. */
@QuarkusMain
public final class Main {

    /** From here on an exit code is the number of a signal. */
    private static final int FIRST_SIGNAL = 128;

    private static volatile int exitCode;

    private Main() {}

    /** Runs until it is told to stop; who stops it in the orderly way, by SIGTERM or SIGINT, sees exit code 0. */
    public static void main(String... args) {
        if (isToldTo(HealthCheck.ARGUMENT, args)) {
            System.exit(HealthCheck.ask(args[1]));
        }
        // The server would refuse an address that is no URI with an empty answer; the API says what is wrong with it.
        System.setProperty("vertx.disableURIValidation", "true");
        Runtime.getRuntime().addShutdownHook(new Thread(Main::haltOnceStopped, "exit-code"));
        Quarkus.run(isToldTo(CdsTrainingRun.ARGUMENT, args) ? CdsTrainingRun.class : null, Main::exit, args);
    }

    /** Each of them wants one word more. */
    private static boolean isToldTo(String argument, String... args) {
        return args.length == 2 && args[0].equals(argument);
    }

    /** Why the service does not start is told by nobody else, and the log may not even be there yet. */
    private static void exit(int code, @Nullable Throwable failure) {
        if (failure != null) {
            failure.printStackTrace();
        }
        exitCode = code > FIRST_SIGNAL ? 0 : code;
        System.exit(exitCode);
    }

    /** Left alone, a Java process that ends by a signal ends with its number, as if it had been killed. */
    private static void haltOnceStopped() {
        Application application = ApplicationLifecycleManager.getCurrentApplication();
        if (application != null) {
            application.awaitShutdown();
        }
        Runtime.getRuntime().halt(exitCode);
    }
}
