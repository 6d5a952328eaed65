package io.mtasts.lab;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the operating system, and the JVM if it has one, report about a process. Linux only. */
public record ProcessStats(long pid) {

    private static final long MICROS_PER_TICK = 10_000;
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    /** Returns the statistics of the process of a service. */
    public static ProcessStats of(PackagedService service) {
        return new ProcessStats(service.pid());
    }

    /** Returns the CPU time of all threads, in user mode and in the kernel. */
    public long cpuMicros() throws IOException {
        return cpuMicros(Path.of("/proc/" + pid + "/stat"));
    }

    /** Returns the CPU time of the JIT compiler's threads, which come to rest only after some ten thousand checks. */
    public long compilerMicros() throws IOException {
        long micros = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads) {
                micros += compilerMicros(thread);
            }
        }
        return micros;
    }

    private static long compilerMicros(Path thread) throws IOException {
        try {
            return Files.readString(thread.resolve("comm")).contains("CompilerThre")
                    ? cpuMicros(thread.resolve("stat"))
                    : 0;
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }

    private static long cpuMicros(Path statFile) throws IOException {
        String stat = Files.readString(statFile);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MICROS_PER_TICK;
    }

    /** Returns how much memory is resident now. */
    public long residentMegabytes() throws IOException {
        return status("VmRSS:");
    }

    /** Returns how much memory was resident at most. */
    public long mostResidentMegabytes() throws IOException {
        return status("VmHWM:");
    }

    private long status(String field) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /** Returns the number of open descriptors, or -1 if the process is gone. */
    public int descriptors() {
        String[] open = new File("/proc/" + pid + "/fd").list();
        return open == null ? -1 : open.length;
    }

    /** Returns the number of open descriptors once it is no more than before, or after five seconds. */
    public int settledDescriptors(int before) throws InterruptedException {
        for (int i = 0; i < 50 && descriptors() > before; i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return descriptors();
    }

    /** Returns how much of the heap is in use after a full collection, or -1 without a JVM. */
    public long liveMegabytes() throws IOException {
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
