package io.mtasts.lab;

import java.lang.reflect.InvocationTargetException;
import java.util.List;

/** The demo mode: the service in one JVM with a laboratory that answers for {@code lab.test}. */
public final class LaboratoryMain {

    private static final String SERVICE = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";

    private LaboratoryMain() {}

    /** Starts the laboratory and then the service, with its arguments; properties that are set already stay. */
    public static void main(String[] args) throws ReflectiveOperationException {
        int port = LabPort.prepare();
        System.out.printf("Starting the laboratory, then the service at http://localhost:%d/.%n", port);
        Laboratory lab = startLaboratory();
        lab.configuration().forEach(LaboratoryMain::setUnlessSet);
        announce(lab, port);
        startService(args);
    }

    /** Starts a laboratory that answers for its own domains and forwards all other queries to the system's resolvers. */
    static Laboratory startLaboratory() {
        Laboratory lab = Laboratory.start();
        lab.dns()
                .zones(LabDomains.ZONE, LabDomains.UNREGISTERED, DmarcDomains.TOP)
                .forwardOthersTo(ResolvConf.systemResolvers());
        LabDomains.stage(lab);
        return lab;
    }

    /** A variable of the environment has less weight than a system property, so it must not be covered by one. */
    private static void setUnlessSet(String property, String value) {
        String variable = Laboratory.variable(property);
        if (System.getProperty(property) == null && System.getenv(variable) == null) {
            System.setProperty(property, value);
        }
    }

    /** Prints which domains there are, with the port of the service. */
    static void announce(Laboratory lab, int port) {
        System.out.printf(
                "The laboratory answers DNS at %s and serves policies at port %d. Try:%n%n",
                lab.configuration().get("mta-sts.dns.servers"), lab.sites().port());
        announce(port, "mta-sts", LabDomains.all());
        announce(port, "dmarc", DmarcDomains.all());
        System.out.printf(
                "%nNames outside %s are looked up in the real DNS.%nThe page is at http://localhost:%d/ as soon as the service logs that it listens.%n%n",
                LabDomains.ZONE, port);
    }

    private static void announce(int port, String check, List<LabDomains.LabDomain> domains) {
        for (LabDomains.LabDomain domain : domains) {
            System.out.printf(
                    "  curl http://localhost:%d/api/v1/%s/%-32s # %s (%s)%n",
                    port, check, domain.name(), domain.description(), domain.expected());
        }
    }

    private static void startService(String[] args) throws ReflectiveOperationException {
        try {
            Class.forName(SERVICE).getMethod("main", String[].class).invoke(null, (Object) args);
        } catch (ClassNotFoundException e) {
            System.err.println("The service is not on the class path: add target/quarkus-app/quarkus-run.jar to it.");
            throw e;
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("The service ended with an error.", e.getCause());
        }
    }
}
