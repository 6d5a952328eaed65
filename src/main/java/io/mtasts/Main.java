package io.mtasts;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service. */
@QuarkusMain
public final class Main {

    private Main() {}

    /** Runs until it is told to stop. */
    public static void main(String... args) {
        // The server would refuse an address that is no URI with an empty answer; the API says what is wrong with it.
        System.setProperty("vertx.disableURIValidation", "true");
        Quarkus.run(args);
    }
}
