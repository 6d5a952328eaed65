package io.mtasts.lab;

/** A query that the DNS server received; the name stands as the client wrote it. */
public record ReceivedDnsQuery(String name, RecordType type, Transport transport, int clientPort, long nanoTime) {

    /** How a query came. */
    public enum Transport {
        UDP,
        TCP
    }
}
