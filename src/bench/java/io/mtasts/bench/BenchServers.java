package io.mtasts.bench;

import io.mtasts.lab.ProcessStats;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** NSD and nginx, until they are closed. */
final class BenchServers {

    private final List<Process> processes;

    private BenchServers(List<Process> processes) {
        this.processes = processes;
    }

    static BenchServers start(BenchEnvironment environment) throws IOException, InterruptedException {
        Path directory = environment.directory();
        BenchServers servers = new BenchServers(List.of(
                start(
                        directory,
                        "nsd",
                        "-d",
                        "-c",
                        directory.resolve("nsd.conf").toString()),
                start(directory, "nginx", "-p", directory.toString(), "-c", "nginx.conf")));
        try {
            servers.await(environment.dnsPort());
            servers.await(environment.httpsPort());
            return servers;
        } catch (IOException | InterruptedException e) {
            servers.close();
            throw e;
        }
    }

    /** Of all their processes. */
    long cpuMicros() throws IOException {
        long micros = 0;
        for (Process process : processes) {
            for (ProcessHandle each : Stream.concat(Stream.of(process.toHandle()), process.descendants())
                    .toList()) {
                micros += new ProcessStats(each.pid()).cpuMicros();
            }
        }
        return micros;
    }

    /** Once they have ended, their files are nobody's any more. */
    void close() throws InterruptedException {
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            process.waitFor();
        }
    }

    private static Process start(Path directory, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().merge("PATH", "/usr/sbin:/sbin", (path, more) -> path + ":" + more);
        return builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve(command[0] + ".out").toFile())
                .start();
    }

    private void await(int port) throws IOException, InterruptedException {
        for (int i = 0; i < 300 && processes.stream().allMatch(Process::isAlive); i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
                return;
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        throw new IOException("no server at port " + port);
    }
}
