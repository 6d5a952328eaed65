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
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;

/** The data of the DNS server, and how a recursive resolver answers from it. */
final class Zone {

    private static final int MAX_CHAIN_LENGTH = 16;

    /** A name, whatever its letter case, and a type. */
    record Key(Name name, RecordType type) {}

    /**
     * What is answered, before it is a message. A failure takes the place of the records.
     *
     * @param isCompressed whether the message may have compressed names, which have the letter case of the question
     */
    record Answer(
            int rcode, List<Record> records, List<Record> authority, Optional<DnsFault> failure, boolean isCompressed) {

        Answer with(List<Record> others) {
            return new Answer(rcode, others, authority, failure, isCompressed);
        }

        Answer uncompressed() {
            return new Answer(rcode, records, authority, failure, false);
        }
    }

    private final Map<Key, List<List<Record>>> records = new HashMap<>();
    private final Map<Key, Integer> lookups = new HashMap<>();
    private final Map<Key, DnsFault> failures = new HashMap<>();
    private final Map<Key, Integer> dropped = new HashMap<>();
    private final Map<Key, Duration> delays = new HashMap<>();
    private final Set<Name> existing = new HashSet<>();
    private final Set<Name> chainsNotFollowed = new HashSet<>();
    private final Map<Name, DnsQuirk> quirks = new HashMap<>();
    private final Set<Name> signed = new HashSet<>();
    private List<Name> suffixes = List.of(Name.root);
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
        suffixes = List.of(Name.root);
        delay = Duration.ZERO;
    }

    synchronized void add(Record resource) {
        List<List<Record>> answers = answers(resource.getName(), new RecordType(resource.getType()));
        answers.get(answers.size() - 1).add(resource);
    }

    /** From now on records of this name and type are added to an answer that only later look-ups get. */
    synchronized void nextAnswer(Name name, RecordType type) {
        answers(name, type).add(new ArrayList<>());
    }

    private List<List<Record>> answers(Name name, RecordType type) {
        exist(name);
        return records.computeIfAbsent(key(name, type), key -> new ArrayList<>(List.of(new ArrayList<>())));
    }

    synchronized void exist(Name name) {
        for (Name rest = name; !rest.equals(Name.root); rest = DnsNames.parent(rest)) {
            existing.add(rest);
        }
    }

    synchronized void remove(Name removed) {
        records.keySet().removeIf(key -> key.name().equals(removed));
        failures.keySet().removeIf(key -> key.name().equals(removed));
        chainsNotFollowed.remove(removed);
        if (existing.stream().noneMatch(name -> !name.equals(removed) && name.subdomain(removed))) {
            existing.remove(removed);
        }
    }

    synchronized void remove(Name name, RecordType type) {
        records.remove(key(name, type));
        failures.remove(key(name, type));
    }

    /** Returns whether there are records or a failure for this name and type. */
    synchronized boolean decides(Name name, RecordType type) {
        return records.containsKey(key(name, type)) || failures.containsKey(key(name, type));
    }

    synchronized int count(Name name, RecordType type) {
        return records.getOrDefault(key(name, type), List.of(List.of())).get(0).size();
    }

    synchronized void doNotFollow(Name name) {
        chainsNotFollowed.add(name);
    }

    synchronized void fail(Name name, RecordType type, DnsFault failure) {
        exist(name);
        failures.put(key(name, type), failure);
        dropped.remove(key(name, type));
    }

    synchronized void delay(Duration duration) {
        delay = duration;
    }

    synchronized void delay(Name name, RecordType type, Duration duration) {
        delays.put(key(name, type), duration);
    }

    synchronized Duration delayOf(Name name, RecordType type) {
        return delays.getOrDefault(key(name, type), delay);
    }

    synchronized void quirk(Name apex, DnsQuirk quirk) {
        quirks.put(apex, quirk);
    }

    synchronized void sign(Name apex) {
        signed.add(apex);
    }

    synchronized boolean isSigned(Name name) {
        return signed.stream().anyMatch(name::subdomain);
    }

    private Optional<DnsQuirk> quirkOf(Name name) {
        for (Name rest = name; !rest.equals(Name.root); rest = DnsNames.parent(rest)) {
            if (quirks.containsKey(rest)) {
                return Optional.of(quirks.get(rest));
            }
        }
        return Optional.empty();
    }

    synchronized void suffixes(List<Name> names) {
        suffixes = names;
    }

    synchronized boolean isOurs(Name name) {
        return suffixes.stream().anyMatch(name::subdomain);
    }

    synchronized Answer lookUp(ReceivedDnsQuery query) {
        Answer answer = answer(query);
        return quirkOf(query.questionName())
                .map(quirk -> quirked(quirk, query, answer))
                .orElse(answer);
    }

    private static Answer quirked(DnsQuirk quirk, ReceivedDnsQuery query, Answer answer) {
        return switch (quirk) {
            case EDNS_FORMERR -> query.hasEdns() ? failed(answer, DnsFault.HEADER_ONLY_FORMERR) : answer;
            case EDNS_FORMERR_QUESTION -> query.hasEdns() ? failed(answer, DnsFault.FORMERR) : answer;
            case EDNS_NOTIMP -> query.hasEdns() ? failed(answer, DnsFault.NOTIMP) : answer;
            case DUPLICATES ->
                answer.with(answer.records().stream()
                        .flatMap(resource -> Stream.of(resource, resource))
                        .toList());
            case RRSIG ->
                answer.records().isEmpty()
                        ? answer
                        : answer.with(Stream.concat(
                                        answer.records().stream(),
                                        Stream.of(ResourceRecords.signature(query.questionName(), query.type())))
                                .toList());
            case REVERSED -> {
                List<Record> reversed = new ArrayList<>(answer.records());
                Collections.reverse(reversed);
                yield answer.with(reversed);
            }
            case CASE ->
                answer.with(answer.records().stream()
                                .map(resource -> resource.withName(DnsNames.otherCase(resource.getName())))
                                .toList())
                        .uncompressed();
        };
    }

    private static Answer failed(Answer answer, DnsFault fault) {
        return new Answer(
                answer.rcode(), answer.records(), answer.authority(), Optional.of(fault), answer.isCompressed());
    }

    private Answer answer(ReceivedDnsQuery query) {
        List<Record> chain = new ArrayList<>();
        Set<Name> visited = new HashSet<>();
        Name name = query.questionName();
        while (visited.add(name) && visited.size() <= MAX_CHAIN_LENGTH) {
            Optional<DnsFault> failure = failure(name, query);
            if (failure.isPresent()) {
                chain.addAll(current(name, query.type()));
                return new Answer(Rcode.NOERROR, chain, List.of(), failure, true);
            }
            List<Record> found = current(name, query.type());
            if (!found.isEmpty()) {
                chain.addAll(found);
                return new Answer(Rcode.NOERROR, chain, List.of(), Optional.empty(), true);
            }
            Optional<Name> next;
            try {
                next = follow(name, chain);
            } catch (NameTooLongException e) {
                return new Answer(Rcode.YXDOMAIN, chain, List.of(), Optional.empty(), true);
            }
            if (next.isEmpty()) {
                int rcode = existing.contains(source(name)) ? Rcode.NOERROR : Rcode.NXDOMAIN;
                return new Answer(rcode, chain, List.of(ResourceRecords.soa(apex(name))), Optional.empty(), true);
            }
            if (chainsNotFollowed.contains(name)) {
                break;
            }
            name = next.get();
        }
        return new Answer(Rcode.NOERROR, chain, List.of(), Optional.empty(), true);
    }

    private Optional<DnsFault> failure(Name name, ReceivedDnsQuery query) {
        Key key = key(name, query.type());
        DnsFault failure = failures.get(key);
        if (failure == null) {
            return Optional.empty();
        }
        return switch (failure.kind()) {
            case LOST_FIRST ->
                Optional.of(failure).filter(lossy -> dropped.merge(key, 1, Integer::sum) <= lossy.value());
            case FORMERR_ON_EDNS -> Optional.of(failure).filter(old -> query.hasEdns());
            default -> Optional.of(failure);
        };
    }

    /** The records of the name's current answer; each look-up brings the next answer nearer. */
    private List<Record> current(Name name, RecordType type) {
        Key key = key(source(name), type);
        List<List<Record>> answers = records.getOrDefault(key, List.of(List.of()));
        int earlier = lookups.merge(key, 1, Integer::sum) - 1;
        return answers.get(Math.min(earlier, answers.size() - 1)).stream()
                .map(resource -> resource.getName().equals(name) ? resource : resource.withName(name))
                .toList();
    }

    private Optional<Name> follow(Name name, List<Record> chain) throws NameTooLongException {
        List<Record> aliases = current(name, RecordType.CNAME);
        if (!aliases.isEmpty()) {
            chain.addAll(aliases);
            return Optional.of(((CNAMERecord) aliases.get(0)).getTarget());
        }
        for (Name above = name; !above.equals(Name.root); ) {
            above = DnsNames.parent(above);
            List<List<Record>> moved = records.get(key(above, RecordType.DNAME));
            if (moved != null) {
                DNAMERecord dname = (DNAMERecord) moved.get(0).get(0);
                Name target = name.fromDNAME(dname);
                chain.add(dname);
                chain.add(ResourceRecords.cname(name, target));
                return Optional.of(target);
            }
        }
        return Optional.empty();
    }

    /** Returns the owner of the data of a name: the name, or the wildcard that covers it. RFC 4592, 3.3.1. */
    private Name source(Name name) {
        Name encloser = name;
        while (!encloser.equals(Name.root) && !existing.contains(encloser)) {
            encloser = DnsNames.parent(encloser);
        }
        if (encloser.equals(name)) {
            return name;
        }
        Name wildcard = DnsNames.child("*", encloser);
        return existing.contains(wildcard) ? wildcard : name;
    }

    private Name apex(Name name) {
        return suffixes.stream()
                .filter(suffix -> !suffix.equals(Name.root) && name.subdomain(suffix))
                .findFirst()
                .orElse(DnsNames.last(2, name));
    }

    private static Key key(Name name, RecordType type) {
        return new Key(name, type);
    }
}
