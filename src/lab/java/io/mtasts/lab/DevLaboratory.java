package io.mtasts.lab;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * The laboratory beside the service in dev mode. The build starts it before the service, in a process of its own that ends
 * with the build, and the service reads the laboratory's configuration from a file.
 */
final class DevLaboratory {

    private static final int TIMEOUT_SECONDS = 60;

    private DevLaboratory() {}

    /**
     * Starts the process and returns when its servers listen. The build calls this.
     *
     * @param arguments the file to write the configuration to; in the process itself also the build's process id
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path configuration = Path.of(arguments[0]);
        if (arguments.length == 1) {
            start(configuration);
        } else {
            serve(configuration, ProcessHandle.of(Long.parseLong(arguments[1])).orElseThrow());
        }
    }

    @SuppressWarnings("SystemExitOutsideMain")
    private static void start(Path configuration) throws IOException, InterruptedException {
        Path log = configuration.resolveSibling("laboratory.log");
        Files.createDirectories(configuration.toAbsolutePath().getParent());
        Files.deleteIfExists(configuration);
        long build = ProcessHandle.current().parent().orElseThrow().pid();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dquarkus.http.port=" + LabPort.configured(System::getProperty, System::getenv),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DevLaboratory.class.getName(),
                        configuration.toString(),
                        Long.toString(build))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        for (int i = 0; i < TIMEOUT_SECONDS * 10 && !Files.exists(configuration); i++) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        if (!Files.exists(configuration)) {
            process.destroy();
            System.err.println("The laboratory did not start:\n" + Files.readString(log));
            System.exit(1);
        }
        System.out.printf(
                "The laboratory answers for %s, for example enforcing.%s. All its domains are in %s.%n",
                LabDomains.ZONE, LabDomains.ZONE, log);
    }

    private static void serve(Path configuration, ProcessHandle build) throws IOException {
        Laboratory lab = LaboratoryMain.startLaboratory();
        Properties properties = new Properties();
        properties.putAll(lab.configuration());
        // more than the 250 of application.properties, less than the environment
        properties.setProperty("config_ordinal", "275");
        Path incomplete = configuration.resolveSibling(configuration.getFileName() + ".new");
        try (Writer writer = Files.newBufferedWriter(incomplete, StandardCharsets.ISO_8859_1)) {
            properties.store(writer, null);
        }
        LaboratoryMain.announce(lab, LabPort.configured(System::getProperty, System::getenv));
        Files.move(incomplete, configuration, StandardCopyOption.ATOMIC_MOVE);
        build.onExit().join();
        lab.close();
    }
}
