package io.mtasts.suites;

/** The patterns of class names by which the suites share the integration tests. */
public final class Suites {

    /** The tests that need another configuration than the others, so that the application is prepared once more for them. */
    public static final String PROFILE =
            ".*\\.(Admission|Cors|Dane|MailServersBrowser|ManagementPort|PublicStarttlsCases|Recovery|Starttls|Streaming\\w+)IT";

    /** The tests of the packaged service, some of them of the native binary only. */
    public static final String OWN_PROCESS = ".*(Packaged|Native)IT";

    static final String ALL = ".*IT";
    static final String PAGE = "io\\.mtasts\\.web\\..*";
    static final String PACKAGED = ".*PackagedIT";

    /** They take minutes, so that they have a JVM of their own. */
    static final String QUEUE = ".*\\.QueuePackagedIT";

    private Suites() {}
}
