package io.mtasts.dmarc;

import io.mtasts.verdict.Lookup;
import java.util.Map;

/** The answers to all TXT questions that were asked, by name. */
public record Records(Map<String, Lookup<String>> byName) {

    public Records {
        byName = Map.copyOf(byName);
    }

    Lookup<String> at(String name) {
        Lookup<String> lookup = byName.get(name);
        if (lookup == null) {
            throw new IllegalArgumentException("a name that was not asked for");
        }
        return lookup;
    }

    boolean asked(String name) {
        return byName.containsKey(name);
    }
}
