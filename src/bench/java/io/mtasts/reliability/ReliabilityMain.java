package io.mtasts.reliability;

import java.util.Arrays;

/** The runs: faults, a soak of so many seconds, a crowd at silent hosts, attacks, and replicas behind a proxy. */
public final class ReliabilityMain {

    private static final int TEN_MINUTES = 600;

    private ReliabilityMain() {}

    /** "faults", "soak" and seconds, "crowd", "attacks" and perhaps the names of some, or "replicas". */
    public static void main(String[] args) throws Exception {
        // connections that nobody uses any more would look like a leak of the service's
        System.setProperty("jdk.httpclient.keepalive.timeout", "1");
        switch (args.length == 0 ? "" : args[0]) {
            case "faults" -> FaultScenario.run();
            case "soak" -> SoakScenario.run(args.length > 1 ? Integer.parseInt(args[1]) : TEN_MINUTES);
            case "crowd" -> CrowdScenario.run();
            case "attacks" -> AttackScenario.run(Arrays.copyOfRange(args, 1, args.length));
            case "replicas" -> ReplicasScenario.run();
            default -> throw new IllegalArgumentException("faults, soak, crowd, attacks or replicas");
        }
        // the client of the JDK keeps its threads
        System.exit(0);
    }
}
