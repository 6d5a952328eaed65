package io.mtasts.lab;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The suspension of a process, as a machine without CPU time does it. */
public final class Suspension {

    private Suspension() {}

    /** Suspends a process, waits, and lets it continue. */
    public static void of(long pid, Duration duration) throws IOException, InterruptedException {
        signal("STOP", pid);
        try {
            TimeUnit.MILLISECONDS.sleep(duration.toMillis());
        } finally {
            signal("CONT", pid);
        }
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    }
}
