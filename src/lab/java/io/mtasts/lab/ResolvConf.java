package io.mtasts.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads which resolvers the system has. */
public final class ResolvConf {

    private ResolvConf() {}

    /** The resolvers of {@code /etc/resolv.conf}; none where there is no such file. */
    public static List<InetSocketAddress> systemResolvers() {
        return read(Path.of("/etc/resolv.conf"));
    }

    static List<InetSocketAddress> read(Path file) {
        List<InetSocketAddress> servers = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                String[] words = line.trim().split("\\s+");
                if (words.length > 1 && words[0].equals("nameserver")) {
                    servers.add(server(words[1]));
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        return servers;
    }

    private static InetSocketAddress server(String address) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(address), 53);
    }
}
