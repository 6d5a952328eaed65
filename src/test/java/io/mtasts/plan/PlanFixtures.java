package io.mtasts.plan;

import io.mtasts.name.DomainName;
import io.mtasts.sender.Sender;
import io.mtasts.sender.SenderMatrix;
import io.mtasts.sts.Policy;
import io.mtasts.sts.PolicyParser;
import io.mtasts.verdict.FetchFailure;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.ObservationsBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Domains and requests in the words of the tables. Names are separated by spaces. */
final class PlanFixtures {

    /** When the domains were checked. */
    static final Instant NOW = new ObservationsBuilder().observations().checkedAt();

    /** The max_age of all policies: seven days. */
    static final long MAX_AGE = 604_800;

    private PlanFixtures() {}

    /**
     * Returns a domain with the mail server mx1.example.com.
     *
     * @param publication "absent", "unreadable", or a mode and patterns, after "broken" if the record is not valid
     */
    static ObservationsBuilder domain(String publication) {
        ObservationsBuilder domain = new ObservationsBuilder().txt("v=STSv1; id=a");
        return switch (publication) {
            case "absent" -> domain.txt(Lookup.Outcome.NX_DOMAIN).fails(FetchFailure.Kind.NO_ADDRESS);
            case "unreadable" -> domain.policy(ObservationsBuilder.answer(404, "text/html", "<h1>Not Found</h1>"));
            default -> {
                boolean isBroken = publication.startsWith("broken ");
                List<String> words = names(publication.replace("broken ", ""));
                yield (isBroken ? domain.txt("v=STSv1") : domain)
                        .policy(ObservationsBuilder.answer(
                                words.get(0),
                                MAX_AGE,
                                words.subList(1, words.size()).toArray(String[]::new)));
            }
        };
    }

    /** Returns a policy from its mode and patterns. */
    static Policy policy(String text) {
        return PolicyParser.parse(("version: STSv1\nmode: " + text.replace(" ", "\nmx: ") + "\nmax_age: " + MAX_AGE)
                        .getBytes(StandardCharsets.UTF_8))
                .policy()
                .orElseThrow();
    }

    /** Returns the mode and the patterns of a policy, or "-" without one. */
    static String text(Optional<Policy> policy) {
        return policy.map(known -> Stream.concat(Stream.of(known.mode()), known.mx().stream())
                        .map(Object::toString)
                        .collect(Collectors.joining(" ")))
                .orElse("-");
    }

    /**
     * Returns a request for the earliest time.
     *
     * @param servers may be null
     * @param policy its mode and patterns; may be null
     */
    static PlanRequest request(String servers, String policy) {
        return new PlanRequest(
                names(servers).stream().map(DomainName::new).toList(),
                Optional.ofNullable(policy).map(PlanFixtures::policy),
                Optional.empty(),
                OptionalLong.empty());
    }

    static PlanRequest at(Instant cutOver, PlanRequest request) {
        return new PlanRequest(request.mailServers(), request.policy(), Optional.of(cutOver), request.longestMaxAge());
    }

    /** @param seconds may be null */
    static PlanRequest longest(Long seconds, PlanRequest request) {
        return new PlanRequest(request.mailServers(), request.policy(), request.cutOver(), seconds(seconds));
    }

    /** @param seconds may be null */
    static OptionalLong seconds(Long seconds) {
        return seconds == null ? OptionalLong.empty() : OptionalLong.of(seconds);
    }

    /** Returns the names in a cell, none for an empty one. */
    static List<String> names(String cell) {
        return cell == null ? List.of() : List.of(cell.split(" "));
    }

    /** Returns how a text names the senders that extend a policy while the record is the same, the known ones first. */
    static String extendingSenders() {
        long all = SenderMatrix.current().senders().stream()
                .filter(sender -> sender.support() != Sender.Support.NO)
                .filter(sender -> sender.cache().renews())
                .count();
        return Stream.of("postfix-mta-sts-resolver", "zonemta", "halon")
                        .map(id ->
                                SenderMatrix.current().sender(id).orElseThrow().name())
                        .collect(Collectors.joining(", "))
                + " and " + (all - 3) + " more";
    }
}
