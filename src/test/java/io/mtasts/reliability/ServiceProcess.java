package io.mtasts.reliability;

import io.mtasts.lab.Laboratory;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged service in a process of its own, beside a laboratory, and what the operating system says of it. */
final class ServiceProcess implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private final Process process;
    private final String address;

    private ServiceProcess(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Starts it with these options of the JVM, shorter time-outs than by default, and no limit for its one client. */
    static ServiceProcess start(Laboratory lab, Duration policyTimeout, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(tool("java")));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        lab.configuration().forEach((name, value) -> builder.environment().put(variable(name), value));
        builder.environment()
                .putAll(Map.of(
                        "MTA_STS_RATE_LIMIT_ENABLED", "false",
                        "MTA_STS_DNS_TIMEOUT", "500ms",
                        "MTA_STS_POLICY_TIMEOUT", policyTimeout.toString(),
                        "MTA_STS_LIMITS_CHECKS", "6000"));
        Process process = builder.start();
        BufferedReader log =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                Thread reader = new Thread(() -> pass(log), "service-log");
                reader.setDaemon(true);
                reader.start();
                return new ServiceProcess(process, "http://127.0.0.1:" + listening.group(1));
            }
            System.out.println(line);
        }
        throw new IOException("the service did not start");
    }

    private static void pass(BufferedReader log) {
        try {
            log.lines().forEach(System.out::println);
        } catch (UncheckedIOException ended) {
            // with the process
        }
    }

    String address() {
        return address;
    }

    int descriptors() {
        String[] open = new File("/proc/" + process.pid() + "/fd").list();
        return open == null ? -1 : open.length;
    }

    /** How many are open once there are no more than before, or after some seconds. */
    int settledDescriptors(int before) throws InterruptedException {
        for (int i = 0; i < 50 && descriptors() > before; i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return descriptors();
    }

    long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(-1);
    }

    /** What lives on the heap after a full collection. */
    long liveMegabytes() throws IOException {
        jcmd("GC.run");
        Matcher used = USED.matcher(jcmd("GC.heap_info"));
        return used.find() ? Long.parseLong(used.group(1)) / 1024 : -1;
    }

    private String jcmd(String command) throws IOException {
        Process jcmd = new ProcessBuilder(tool("jcmd"), Long.toString(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Ends it by SIGTERM, and says with which exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor(90, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
