package io.mtasts.reliability;

import io.mtasts.reliability.CheckClient.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** The clients of an attacker. Each wave of checks is started at the same time, by all clients in turns. */
final class Attackers implements AutoCloseable {

    /** One client may check as often as the attacks once did, so ten times as many checks are those of ten clients. */
    private static final int CLIENTS = 10;

    private static final String SUMMARY = "summary";

    private final LowPriorityProcess process;

    private Attackers(LowPriorityProcess process) {
        this.process = process;
    }

    /** Starts the clients, and waits until they are ready. */
    static Attackers start(Attack attack, String service) throws IOException {
        return new Attackers(LowPriorityProcess.start(Attackers.class, attack.name(), service));
    }

    /** Starts the checks of a wave, and does not wait for them. */
    void startWave(int wave) {
        process.send(Integer.toString(wave));
    }

    /** Returns how often the service said what, about checks some of which may still run. */
    String summary() {
        process.send(SUMMARY);
        return process.nextLine();
    }

    @Override
    public void close() {
        process.close();
    }

    /** Takes the name of the attack and the address of the service, then the number of a wave on each line. */
    public static void main(String[] args) throws IOException {
        Attack attack = Attack.valueOf(args[0]);
        List<CheckClient> clients = IntStream.range(0, CLIENTS)
                .mapToObj(i -> CheckClient.ofClient(args[1], "192.0.2." + i))
                .toList();
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        System.out.println("ready");
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            if (line.equals(SUMMARY)) {
                System.out.println(Answer.summary(answers));
            } else {
                int wave = Integer.parseInt(line);
                IntStream.range(0, attack.checks())
                        .forEach(check ->
                                answers.add(clients.get(check % CLIENTS).check(attack.domain(wave, check))));
            }
        }
    }
}
