package io.mtasts.dmarc;

import io.mtasts.verdict.Lookup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The results of all TXT lookups, by name. */
public record TxtLookups(Map<String, Lookup<String>> byName) {

    public TxtLookups {
        byName = Map.copyOf(byName);
    }

    /** Returns these lookups, each of another name. */
    public static TxtLookups of(List<Lookup<String>> lookups) {
        return new TxtLookups(lookups.stream().collect(Collectors.toMap(Lookup::name, Function.identity())));
    }

    /** Returns these lookups together with those of another round. */
    public TxtLookups and(TxtLookups others) {
        Map<String, Lookup<String>> all = new HashMap<>(byName);
        all.putAll(others.byName);
        return new TxtLookups(all);
    }

    Lookup<String> at(String name) {
        Lookup<String> lookup = byName.get(name);
        if (lookup == null) {
            throw new IllegalArgumentException("a name that was not looked up");
        }
        return lookup;
    }

    boolean requested(String name) {
        return byName.containsKey(name);
    }
}
