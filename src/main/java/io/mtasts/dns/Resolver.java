package io.mtasts.dns;

import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.MxRecord;
import io.smallrye.mutiny.Uni;

/**
 * Looks names up in DNS; every failure is an outcome but for a lack of sockets, which is no domain's fault: then a {@link Uni}
 * fails with a {@link io.mtasts.socket.NoSocketException}.
 *
 * <p>Names are lower case and without the root dot. Any text will do: a name that cannot be asked for gets an outcome.
 */
public interface Resolver {

    /** The texts at a name: the strings of each record joined, in the order of the answer. */
    Uni<Lookup<String>> txt(String name);

    /** By preference. */
    Uni<Lookup<MxRecord>> mx(String name);

    /** Asks for A and AAAA at once. */
    Uni<HostLookup> addresses(String name);
}
