package io.mtasts.bench;

import io.mtasts.lab.PackagedService;
import io.mtasts.lab.ProcessStats;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that checks domains, and what it takes to do so. */
public interface BenchTarget extends AutoCloseable {

    /** Whether the JVM has the caches and object headers of Java 25. */
    boolean IS_JAVA_25 = Runtime.version().feature() >= 25;

    /** Half of the image's 512 MB, the collector that the JVM chooses there by itself, and the options of the image. */
    List<String> JVM = IS_JAVA_25
            ? List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders")
            : List.of("-Xmx256m", "-XX:+UseSerialGC");

    String name();

    ProcessStats process();

    ClosedLoop.Done closed(int inFlight, long millis) throws IOException, InterruptedException;

    /** The 50th, 99th and 99.9th percentile of the times, in milliseconds. */
    List<Double> open(int perSecond, int count) throws IOException, InterruptedException;

    @Override
    void close();

    static BenchTarget service(String name, PackagedService service, Vertx vertx, List<String> names) {
        CheckOperation check =
                new ServiceCheck(vertx, URI.create(service.address()).getPort());
        ClosedLoop loop = new ClosedLoop(check, names);
        return new BenchTarget() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public ProcessStats process() {
                return new ProcessStats(service.pid());
            }

            @Override
            public ClosedLoop.Done closed(int inFlight, long millis) throws InterruptedException {
                return loop.run(inFlight, millis);
            }

            @Override
            public List<Double> open(int perSecond, int count) throws InterruptedException {
                OpenLoop.Times times = OpenLoop.run(check, names, perSecond, count);
                if (times.wrong() > 0) {
                    System.err.println(name + ": " + times.wrong() + " wrong answers");
                }
                return List.of(times.millis(0.5), times.millis(0.99), times.millis(0.999));
            }

            @Override
            public void close() {
                service.close();
            }
        };
    }

    /** @param tls JDK, OPENSSL or NONE */
    static BenchTarget bare(String name, String tls, int dnsPort, int httpsPort, Path trust, String pattern, int count)
            throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JVM);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BaselineClient.class.getName()));
        return client(name, command, tls, dnsPort, httpsPort, trust, pattern, count);
    }

    /** A client in a process of its own, which reads its runs and writes their results as the bare client does. */
    static BenchTarget client(
            String name,
            List<String> program,
            String tls,
            int dnsPort,
            int httpsPort,
            Path trust,
            String pattern,
            int count)
            throws IOException {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(
                tls,
                Integer.toString(dnsPort),
                Integer.toString(httpsPort),
                trust.toString(),
                pattern,
                Integer.toString(count)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader answers =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        answers.readLine();
        return new BenchTarget() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public ProcessStats process() {
                return new ProcessStats(process.pid());
            }

            @Override
            public ClosedLoop.Done closed(int inFlight, long millis) throws IOException {
                String[] words = tell("closed " + inFlight + " " + millis);
                return new ClosedLoop.Done(
                        Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]));
            }

            @Override
            public List<Double> open(int perSecond, int count) throws IOException {
                String[] words = tell("open " + perSecond + " " + count);
                return List.of(
                        Double.parseDouble(words[1]), Double.parseDouble(words[2]), Double.parseDouble(words[3]));
            }

            private String[] tell(String command) throws IOException {
                process.getOutputStream().write((command + "\n").getBytes(StandardCharsets.US_ASCII));
                process.getOutputStream().flush();
                return answers.readLine().split(" ");
            }

            @Override
            public void close() {
                process.destroyForcibly();
            }
        };
    }
}
