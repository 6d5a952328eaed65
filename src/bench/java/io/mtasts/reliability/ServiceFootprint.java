package io.mtasts.reliability;

import io.mtasts.lab.PackagedService;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the operating system, and the JVM, say of the service's process. */
record ServiceFootprint(long pid) {

    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    static ServiceFootprint of(PackagedService service) {
        return new ServiceFootprint(service.pid());
    }

    int descriptors() {
        String[] open = new File("/proc/" + pid + "/fd").list();
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
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(-1);
    }

    /** The processor time that it used, in milliseconds. */
    long cpuMillis() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(Duration::toMillis)
                .orElse(-1L);
    }

    /** What lives on the heap after a full collection. */
    long liveMegabytes() throws IOException {
        jcmd("GC.run");
        Matcher used = USED.matcher(jcmd("GC.heap_info"));
        return used.find() ? Long.parseLong(used.group(1)) / 1024 : -1;
    }

    private String jcmd(String command) throws IOException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process jcmd = new ProcessBuilder(tool, Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
