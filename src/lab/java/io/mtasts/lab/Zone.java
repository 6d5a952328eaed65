package io.mtasts.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The data of the DNS server, and how a recursive resolver answers from it. */
final class Zone {

    private static final int MAX_CHAIN_LENGTH = 16;

    /** A name and a type, the name in lower case. */
    record Key(DnsName name, RecordType type) {}

    /** What is answered, before it is a message; a failure takes the place of the records. */
    record Answer(int rcode, List<ResourceRecord> records, List<ResourceRecord> authority, Optional<DnsFault> failure) {

        Answer with(List<ResourceRecord> others) {
            return new Answer(rcode, others, authority, failure);
        }
    }

    private final Map<Key, List<List<ResourceRecord>>> records = new HashMap<>();
    private final Map<Key, Integer> lookups = new HashMap<>();
    private final Map<Key, DnsFault> failures = new HashMap<>();
    private final Map<Key, Integer> dropped = new HashMap<>();
    private final Map<Key, Duration> delays = new HashMap<>();
    private final Set<DnsName> existing = new HashSet<>();
    private final Set<DnsName> chainsNotFollowed = new HashSet<>();
    private final Map<DnsName, DnsQuirk> quirks = new HashMap<>();
    private final Set<DnsName> signed = new HashSet<>();
    private List<DnsName> suffixes = List.of(DnsName.ROOT);
    private Duration delay = Duration.ZERO;

    synchronized void clear() {
        records.clear();
        lookups.clear();
        failures.clear();
        dropped.clear();
        delays.clear();
        existing.clear();
        chainsNotFollowed.clear();
        quirks.clear();
        signed.clear();
        suffixes = List.of(DnsName.ROOT);
        delay = Duration.ZERO;
    }

    synchronized void add(ResourceRecord resource) {
        List<List<ResourceRecord>> answers = answers(resource.owner(), resource.type());
        answers.get(answers.size() - 1).add(resource);
    }

    /** From now on records of this name and type are added to an answer that only later look-ups get. */
    synchronized void nextAnswer(DnsName name, RecordType type) {
        answers(name, type).add(new ArrayList<>());
    }

    private List<List<ResourceRecord>> answers(DnsName name, RecordType type) {
        exist(name);
        return records.computeIfAbsent(key(name, type), key -> new ArrayList<>(List.of(new ArrayList<>())));
    }

    synchronized void exist(DnsName name) {
        for (DnsName rest = name.lower(); !rest.isRoot(); rest = rest.parent()) {
            existing.add(rest);
        }
    }

    synchronized void remove(DnsName removed) {
        DnsName lower = removed.lower();
        records.keySet().removeIf(key -> key.name().equals(lower));
        failures.keySet().removeIf(key -> key.name().equals(lower));
        chainsNotFollowed.remove(lower);
        if (existing.stream().noneMatch(name -> !name.equals(lower) && name.isAtOrBelow(lower))) {
            existing.remove(lower);
        }
    }

    synchronized void remove(DnsName name, RecordType type) {
        records.remove(key(name, type));
        failures.remove(key(name, type));
    }

    synchronized int count(DnsName name, RecordType type) {
        return records.getOrDefault(key(name, type), List.of(List.of())).get(0).size();
    }

    synchronized void doNotFollow(DnsName name) {
        chainsNotFollowed.add(name.lower());
    }

    synchronized void fail(DnsName name, RecordType type, DnsFault failure) {
        exist(name);
        failures.put(key(name, type), failure);
        dropped.remove(key(name, type));
    }

    synchronized void delay(Duration duration) {
        delay = duration;
    }

    synchronized void delay(DnsName name, RecordType type, Duration duration) {
        delays.put(key(name, type), duration);
    }

    synchronized Duration delayOf(DnsName name, RecordType type) {
        return delays.getOrDefault(key(name, type), delay);
    }

    synchronized void quirk(DnsName apex, DnsQuirk quirk) {
        quirks.put(apex.lower(), quirk);
    }

    synchronized void sign(DnsName apex) {
        signed.add(apex.lower());
    }

    synchronized boolean isSigned(DnsName name) {
        return signed.stream().anyMatch(name.lower()::isAtOrBelow);
    }

    private Optional<DnsQuirk> quirkOf(DnsName name) {
        for (DnsName rest = name.lower(); !rest.isRoot(); rest = rest.parent()) {
            if (quirks.containsKey(rest)) {
                return Optional.of(quirks.get(rest));
            }
        }
        return Optional.empty();
    }

    synchronized void suffixes(List<DnsName> names) {
        suffixes = names;
    }

    synchronized boolean isOurs(DnsName name) {
        return suffixes.stream().anyMatch(name::isAtOrBelow);
    }

    synchronized Answer lookUp(DnsRequest request) {
        Answer answer = answer(request);
        return quirkOf(request.name())
                .map(quirk -> quirked(quirk, request, answer))
                .orElse(answer);
    }

    private static Answer quirked(DnsQuirk quirk, DnsRequest request, Answer answer) {
        return switch (quirk) {
            case EDNS_FORMERR -> request.hasEdns() ? failed(answer, DnsFault.HEADER_ONLY_FORMERR) : answer;
            case EDNS_FORMERR_QUESTION -> request.hasEdns() ? failed(answer, DnsFault.FORMERR) : answer;
            case EDNS_NOTIMP -> request.hasEdns() ? failed(answer, DnsFault.NOTIMP) : answer;
            case DUPLICATES ->
                answer.with(answer.records().stream()
                        .flatMap(resource -> Stream.of(resource, resource))
                        .toList());
            case RRSIG ->
                answer.records().isEmpty()
                        ? answer
                        : answer.with(Stream.concat(
                                        answer.records().stream(),
                                        Stream.of(ResourceRecord.signature(request.name(), request.type())))
                                .toList());
            case REVERSED -> {
                List<ResourceRecord> reversed = new ArrayList<>(answer.records());
                Collections.reverse(reversed);
                yield answer.with(reversed);
            }
            case CASE ->
                answer.with(answer.records().stream()
                        .map(resource -> resource.withOwner(resource.owner().otherCase()))
                        .toList());
        };
    }

    private static Answer failed(Answer answer, DnsFault fault) {
        return new Answer(answer.rcode(), answer.records(), answer.authority(), Optional.of(fault));
    }

    private Answer answer(DnsRequest request) {
        List<ResourceRecord> chain = new ArrayList<>();
        Set<DnsName> visited = new HashSet<>();
        DnsName name = request.name();
        while (visited.add(name.lower()) && visited.size() <= MAX_CHAIN_LENGTH) {
            Optional<DnsFault> failure = failure(name, request);
            if (failure.isPresent()) {
                chain.addAll(current(name, request.type()));
                return new Answer(0, chain, List.of(), failure);
            }
            List<ResourceRecord> found = current(name, request.type());
            if (!found.isEmpty()) {
                chain.addAll(found);
                return new Answer(0, chain, List.of(), Optional.empty());
            }
            Optional<DnsName> next = follow(name, chain);
            if (next.isEmpty()) {
                int rcode = existing.contains(source(name).lower()) ? 0 : 3;
                return new Answer(rcode, chain, List.of(ResourceRecord.soa(apex(name))), Optional.empty());
            }
            if (chainsNotFollowed.contains(name.lower())) {
                break;
            }
            name = next.get();
        }
        return new Answer(0, chain, List.of(), Optional.empty());
    }

    private Optional<DnsFault> failure(DnsName name, DnsRequest request) {
        Key key = key(name, request.type());
        DnsFault failure = failures.get(key);
        if (failure == null) {
            return Optional.empty();
        }
        return switch (failure.kind()) {
            case LOST_FIRST ->
                Optional.of(failure).filter(lossy -> dropped.merge(key, 1, Integer::sum) <= lossy.value());
            case FORMERR_ON_EDNS -> Optional.of(failure).filter(old -> request.hasEdns());
            default -> Optional.of(failure);
        };
    }

    /** The records of the name's current answer; each look-up brings the next answer nearer. */
    private List<ResourceRecord> current(DnsName name, RecordType type) {
        Key key = key(source(name), type);
        List<List<ResourceRecord>> answers = records.getOrDefault(key, List.of(List.of()));
        int earlier = lookups.merge(key, 1, Integer::sum) - 1;
        return answers.get(Math.min(earlier, answers.size() - 1)).stream()
                .map(resource -> resource.owner().lower().equals(name.lower()) ? resource : resource.withOwner(name))
                .toList();
    }

    private Optional<DnsName> follow(DnsName name, List<ResourceRecord> chain) {
        List<ResourceRecord> aliases = current(name, RecordType.CNAME);
        if (!aliases.isEmpty()) {
            chain.addAll(aliases);
            return Optional.of(target(aliases.get(0)));
        }
        for (DnsName above = name; !above.isRoot(); ) {
            above = above.parent();
            List<List<ResourceRecord>> moved = records.get(key(above, RecordType.DNAME));
            if (moved != null) {
                ResourceRecord dname = moved.get(0).get(0);
                DnsName target = name.moved(above, target(dname));
                chain.add(dname);
                chain.add(ResourceRecord.cname(name, target));
                return Optional.of(target);
            }
        }
        return Optional.empty();
    }

    private static DnsName target(ResourceRecord alias) {
        return alias.target().orElseThrow();
    }

    /** Where the data of a name stands: at the name, or at the wildcard that stands for it (RFC 4592, 3.3.1). */
    private DnsName source(DnsName name) {
        DnsName encloser = name.lower();
        while (!encloser.isRoot() && !existing.contains(encloser)) {
            encloser = encloser.parent();
        }
        if (encloser.equals(name.lower())) {
            return name;
        }
        DnsName wildcard = encloser.child("*");
        return existing.contains(wildcard) ? wildcard : name;
    }

    private DnsName apex(DnsName name) {
        return suffixes.stream()
                .filter(suffix -> !suffix.isRoot() && name.isAtOrBelow(suffix))
                .findFirst()
                .orElse(name.last(2));
    }

    private static Key key(DnsName name, RecordType type) {
        return new Key(name.lower(), type);
    }
}
