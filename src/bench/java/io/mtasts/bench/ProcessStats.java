package io.mtasts.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What the operating system says of a process. */
record ProcessStats(long pid) {

    private static final long MICROS_PER_TICK = 10_000;

    /** Of all its threads, in its own code and in the kernel on its behalf. */
    long cpuMicros() throws IOException {
        return cpuMicros(Path.of("/proc/" + pid + "/stat"));
    }

    /** Of the threads that compile, which come to rest only after some ten thousand checks. */
    long compilerMicros() throws IOException {
        long micros = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads) {
                micros += ofCompiler(thread);
            }
        }
        return micros;
    }

    private static long ofCompiler(Path thread) throws IOException {
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

    long residentMegabytes() throws IOException {
        return status("VmRSS:");
    }

    long mostResidentMegabytes() throws IOException {
        return status("VmHWM:");
    }

    private long status(String field) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
