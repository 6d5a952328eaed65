package io.mtasts.reliability;

/** The runs: faults, a soak of so many seconds, a crowd at silent hosts, and replicas behind a proxy. */
public final class ReliabilityMain {

    private static final int TEN_MINUTES = 600;

    private ReliabilityMain() {}

    /** "faults", "soak" and seconds, "crowd" or "replicas". */
    public static void main(String[] args) throws Exception {
        // connections that nobody uses any more would look like a leak of the service's
        System.setProperty("jdk.httpclient.keepalive.timeout", "1");
        switch (args.length == 0 ? "" : args[0]) {
            case "faults" -> FaultScenario.run();
            case "soak" -> SoakScenario.run(args.length > 1 ? Integer.parseInt(args[1]) : TEN_MINUTES);
            case "crowd" -> CrowdScenario.run();
            case "replicas" -> ReplicasScenario.run();
            default -> throw new IllegalArgumentException("faults, soak, crowd or replicas");
        }
        // the client of the JDK keeps its threads
        System.exit(0);
    }
}
