package io.mtasts.lab;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The packaged service, jar or native binary, in a process of its own, configured by its environment for a laboratory. */
public final class PackagedService implements AutoCloseable {

    private static final Path TARGET = Path.of("target");
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");
    private static final int MAX_GRACE_SECONDS = 90;

    private final Process process;
    private final String address;
    private final List<String> start;

    private PackagedService(Process process) throws IOException {
        this.process = process;
        List<String> output = new ArrayList<>();
        this.address = "http://localhost:" + listeningPort(process, output);
        this.start = List.copyOf(output);
    }

    /** Starts it on a free port, with these properties beside the laboratory's, and with these options where it has a JVM. */
    public static PackagedService start(Laboratory lab, Map<String, String> properties, String... options)
            throws IOException {
        return start(command(options), in(lab, properties));
    }

    /** Starts it on a free port, with these properties, and with these options where it has a JVM. */
    public static PackagedService start(Map<String, String> properties, String... options) throws IOException {
        return start(command(options), properties);
    }

    /** The same in a laboratory with no more than so many descriptors; with one class path, as from the one jar of the image. */
    public static PackagedService startWithin(int descriptors, Laboratory lab, Map<String, String> properties)
            throws IOException {
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", "ulimit -n " + descriptors + "; exec \"$0\" \"$@\""));
        command.addAll(isNative() ? command() : commandOfOneClassPath());
        return start(command, in(lab, properties));
    }

    private static Map<String, String> in(Laboratory lab, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(lab.configuration());
        all.putAll(properties);
        return all;
    }

    private static PackagedService start(List<String> command, Map<String, String> properties) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        properties.forEach((property, value) -> builder.environment().put(Laboratory.variable(property), value));
        return new PackagedService(builder.start());
    }

    /** What runs it, as the build says. */
    public static List<String> command(String... options) throws IOException {
        String path = TARGET.resolve(artifact().getProperty("path")).toString();
        if (isNative()) {
            return List.of(path);
        }
        List<String> command = jvm();
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", path));
        return command;
    }

    private static List<String> commandOfOneClassPath() {
        String classPath = Stream.of("quarkus", "app", "lib/boot", "lib/main")
                .map(folder -> TARGET.resolve("quarkus-app").resolve(folder) + "/*")
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = jvm();
        command.addAll(List.of("-cp", classPath, "io.mtasts.Main"));
        return command;
    }

    /** How a command begins: the JVM, and the options that Quarkus gives to a packaged service, too. */
    private static List<String> jvm() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Stream.of(System.getProperty("quarkus.test.arg-line", "").split(" "))
                .filter(option -> !option.isEmpty())
                .forEach(command::add);
        return command;
    }

    /** Whether it is a binary without a JVM. */
    public static boolean isNative() throws IOException {
        return artifact().getProperty("type").equals("native");
    }

    private static Properties artifact() throws IOException {
        Properties artifact = new Properties();
        try (Reader reader = Files.newBufferedReader(TARGET.resolve("quarkus-artifact.properties"))) {
            artifact.load(reader);
        }
        return artifact;
    }

    public String address() {
        return address;
    }

    /** What it logged until it listened. */
    public List<String> start() {
        return start;
    }

    public long pid() {
        return process.pid();
    }

    /** Stops the service by SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** The exit code, once it has stopped; -1 if it does not. */
    public int exitCode() throws InterruptedException {
        return process.waitFor(MAX_GRACE_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static String listeningPort(Process process, List<String> output) throws IOException {
        BufferedReader log =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            output.add(line);
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                passOn(log);
                return listening.group(1);
            }
        }
        throw new IllegalStateException("the service did not start:\n" + String.join("\n", output));
    }

    /** What it logs later; a pipe that nobody reads would stop it. */
    private static void passOn(BufferedReader log) {
        Thread reader = new Thread(
                () -> {
                    try {
                        log.lines().forEach(System.out::println);
                    } catch (UncheckedIOException ended) {
                        // with the process
                    }
                },
                "service-log");
        reader.setDaemon(true);
        reader.start();
    }
}
