package io.mtasts.verdict;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The result of fetching the policy from every address of its host. RFC 8461, 3.3.
 *
 * @param notPublic addresses that this service did not connect to, because they are not public
 * @param answers one for each address that was fetched from, in the order in which senders try them
 * @param judged the answer that is evaluated: the best one, and the first of several that are equally good; empty if there
 *     was no address to fetch from
 * @param unreachable the reason why there was no address to fetch from
 * @param slow whether the judged answer took so long that some senders give up
 */
public record PolicyFetch(
        HostLookup host,
        List<InetAddress> notPublic,
        List<AddressFetch> answers,
        Optional<AddressFetch> judged,
        Optional<FetchFailure> unreachable,
        boolean slow) {

    public PolicyFetch {
        notPublic = List.copyOf(notPublic);
        answers = List.copyOf(answers);
        if (judged.isPresent() == unreachable.isPresent()) {
            throw new IllegalArgumentException("there must be either an answer or a reason why there is none");
        }
    }

    /**
     * Creates the result of a fetch from at least one address.
     *
     * @param slowAfter the time after which the response is called slow
     */
    public static PolicyFetch of(
            HostLookup host, List<InetAddress> notPublic, List<AddressFetch> answers, Duration slowAfter) {
        AddressFetch judged = AnswerRank.best(answers);
        boolean slow = judged.response().isPresent() && judged.took().compareTo(slowAfter) >= 0;
        return new PolicyFetch(host, notPublic, answers, Optional.of(judged), Optional.empty(), slow);
    }

    /** Creates the result if there was no address to fetch from. */
    public static PolicyFetch unreachable(HostLookup host, List<InetAddress> notPublic, FetchFailure reason) {
        return new PolicyFetch(host, notPublic, List.of(), Optional.empty(), Optional.of(reason), false);
    }

    /** Returns the TLS connection of the judged answer, as far as it was established. */
    public Optional<TlsInfo> tls() {
        return judged.flatMap(AddressFetch::tls);
    }

    /** Returns the judged response; empty if there was none. */
    public Optional<PolicyResponse> response() {
        return judged.flatMap(AddressFetch::response);
    }

    /** Returns whether this service fetched from no address, for a reason of its own. */
    boolean isUndetermined() {
        return judged.filter(answer -> !answer.isFetched()).isPresent();
    }

    /** Returns the reason why there was no response; empty if there was one. */
    public Optional<FetchFailure> failure() {
        return unreachable.or(() -> judged.flatMap(AddressFetch::failure));
    }
}
