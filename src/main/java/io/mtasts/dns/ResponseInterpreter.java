package io.mtasts.dns;

import io.mtasts.verdict.Lookup.Outcome;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Finds in a response what answers the question. Its records must be {@link WireRecord}s. */
final class ResponseInterpreter {

    private final DnsResponse response;
    private final List<WireRecord> answers;

    private ResponseInterpreter(DnsResponse response) {
        this.response = response;
        this.answers = records(response, DnsSection.ANSWER);
    }

    /** What the response says of the name that was asked for. */
    static <T> QueryResult<T> read(DnsResponse response, LookupQuestion<T> question) {
        ResponseInterpreter reader = new ResponseInterpreter(response);
        return reader.failure()
                .map(outcome -> QueryResult.<T>without(question.chain(), outcome))
                .orElseGet(() -> reader.answer(question.chain(), question.kind()));
    }

    /** Whether records are missing of a message that does not say so. */
    static boolean truncated(DnsResponse response) {
        return records(response, DnsSection.ANSWER).contains(WireRecord.CUT);
    }

    private Optional<Outcome> failure() {
        List<WireRecord> opt = records(response, DnsSection.ADDITIONAL).stream()
                .filter(r -> r.is(DnsRecordType.OPT))
                .toList();
        DnsResponseCode code = response.code();
        if (code.equals(DnsResponseCode.REFUSED)) {
            return Optional.of(Outcome.REFUSED);
        }
        if (code.equals(DnsResponseCode.SERVFAIL) && opt.stream().anyMatch(ResponseInterpreter::bogus)) {
            return Optional.of(Outcome.BOGUS);
        }
        boolean answered = code.equals(DnsResponseCode.NOERROR) || code.equals(DnsResponseCode.NXDOMAIN);
        if (!answered || opt.stream().anyMatch(r -> r.extendedResponseCode() != 0)) {
            return Optional.of(Outcome.SERVER_FAILURE);
        }
        if (response.isTruncated()) {
            return Optional.of(Outcome.TRUNCATED);
        }
        return truncated(response) ? Optional.of(Outcome.MALFORMED) : Optional.empty();
    }

    private static boolean bogus(WireRecord opt) {
        return opt.dataAs(ExtendedDnsErrors.class)
                .filter(ExtendedDnsErrors::bogus)
                .isPresent();
    }

    private <T> QueryResult<T> answer(CnameChain asked, RecordType<T> kind) {
        CnameChain chain = asked;
        Optional<WireRecord> alias = alias(chain.end());
        while (alias.isPresent() && !chain.broken()) {
            Optional<String> target = alias.get().dataAs(String.class);
            if (target.isEmpty()) {
                return QueryResult.without(asked, Outcome.MALFORMED);
            }
            chain = chain.then(target.get());
            alias = alias(chain.end());
        }
        if (chain.broken()) {
            return QueryResult.without(chain, Outcome.SERVER_FAILURE);
        }
        if (response.code().equals(DnsResponseCode.NXDOMAIN)) {
            return QueryResult.without(chain, Outcome.NX_DOMAIN);
        }
        return answers.stream().anyMatch(recordsOf(kind, chain)) ? found(chain, kind) : nothing(asked, chain);
    }

    private Optional<WireRecord> alias(String name) {
        return answers.stream().filter(r -> r.is(DnsRecordType.CNAME, name)).findFirst();
    }

    private static <T> Predicate<WireRecord> recordsOf(RecordType<T> kind, CnameChain chain) {
        return r -> r.is(kind.type(), chain.end());
    }

    private <T> QueryResult<T> found(CnameChain chain, RecordType<T> kind) {
        List<Optional<T>> data = answers.stream()
                .filter(recordsOf(kind, chain))
                .map(r -> r.dataAs(kind.data()))
                .toList();
        // One that cannot be read may be the one that matters, so the others say nothing by themselves.
        if (data.contains(Optional.<T>empty())) {
            return QueryResult.without(chain, Outcome.MALFORMED);
        }
        return new QueryResult<>(
                chain, Outcome.FOUND, kind.inOrder(data.stream().flatMap(Optional::stream)), false);
    }

    private <T> QueryResult<T> nothing(CnameChain asked, CnameChain chain) {
        if (referral()) {
            return QueryResult.without(asked, Outcome.SERVER_FAILURE);
        }
        boolean open = !chain.equals(asked) && !deniedAt(chain.end());
        return new QueryResult<>(chain, Outcome.NO_DATA, List.of(), open);
    }

    /** Whether the server only names others that may know: it does not do what a resolver must. RFC 2308, 2.2. */
    private boolean referral() {
        List<WireRecord> authority = records(response, DnsSection.AUTHORITY);
        return !response.isRecursionAvailable()
                && !response.isAuthoritativeAnswer()
                && authority.stream().anyMatch(r -> r.is(DnsRecordType.NS))
                && authority.stream().noneMatch(r -> r.is(DnsRecordType.SOA));
    }

    /** Whether the zone of the name says that there is nothing. RFC 2308, 2.2. */
    private boolean deniedAt(String name) {
        return records(response, DnsSection.AUTHORITY).stream()
                .filter(r -> r.is(DnsRecordType.SOA))
                .anyMatch(r -> ("." + name).endsWith(r.name().isEmpty() ? "" : "." + r.name()));
    }

    private static List<WireRecord> records(DnsResponse response, DnsSection section) {
        return IntStream.range(0, response.count(section))
                .mapToObj(i -> response.<WireRecord>recordAt(section, i))
                .toList();
    }
}
