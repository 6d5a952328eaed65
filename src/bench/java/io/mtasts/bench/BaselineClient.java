package io.mtasts.bench;

import io.netty.handler.ssl.SslProvider;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** The bare client as a process of its own, which does the runs that it reads of. */
final class BaselineClient {

    private BaselineClient() {}

    /** What does its TLS ("JDK", "OPENSSL" or "NONE"), the two ports, the roots, and the names: a pattern and their number. */
    public static void main(String[] args) throws Exception {
        SslProvider provider = args[0].equals("NONE") ? null : SslProvider.valueOf(args[0]);
        CheckOperation check =
                new BaselineCheck(Integer.parseInt(args[1]), Integer.parseInt(args[2]), new File(args[3]), provider);
        List<String> names = IntStream.range(0, Integer.parseInt(args[5]))
                .mapToObj(number -> args[4].formatted(number))
                .toList();
        ClosedLoop loop = new ClosedLoop(check, names);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        System.out.println("ready");
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ");
            int first = Integer.parseInt(words[1]);
            int second = Integer.parseInt(words[2]);
            if (words[0].equals("closed")) {
                ClosedLoop.Done done = loop.run(first, second);
                System.out.println(done.checks() + " " + done.wrong() + " " + done.nanos());
            } else {
                OpenLoop.Times times = OpenLoop.run(check, names, first, second);
                System.out.println(
                        times.wrong() + " " + times.millis(0.5) + " " + times.millis(0.99) + " " + times.millis(0.999));
            }
        }
        System.exit(0);
    }
}
