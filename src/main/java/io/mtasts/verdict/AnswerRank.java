package io.mtasts.verdict;

import java.util.List;

/** How far a sender gets that uses one address of the policy host. The last one is the best. RFC 8461, 3.2, 3.3. */
enum AnswerRank {
    /** This service did not fetch from the address, because of its own limits. */
    NOT_FETCHED,
    NO_RESPONSE,
    /** A response that senders do not accept as a policy: its status, media type or coding. */
    UNUSABLE_RESPONSE,
    INVALID_POLICY,
    VALID_POLICY;

    static AnswerRank of(AddressFetch answer) {
        if (answer.response().isEmpty()) {
            return answer.isFetched() ? NO_RESPONSE : NOT_FETCHED;
        }
        if (PolicyResponseCheck.error(answer.response().get()).isPresent()) {
            return UNUSABLE_RESPONSE;
        }
        return answer.policy().isPresent() ? VALID_POLICY : INVALID_POLICY;
    }

    /**
     * Returns the answer with the best rank. Of failures, the one that got furthest is the most informative. Of several
     * that are equally good, the first one counts, so that two checks of a domain judge the same address.
     */
    static AddressFetch best(List<AddressFetch> answers) {
        AddressFetch best = answers.get(0);
        if (answers.size() == 1) {
            // nothing has to be parsed to choose from one
            return best;
        }
        AnswerRank rank = of(best);
        for (AddressFetch answer : answers.subList(1, answers.size())) {
            AnswerRank other = of(answer);
            if (other.compareTo(rank) > 0 || other == rank && gotFurther(answer, best)) {
                best = answer;
                rank = other;
            }
        }
        return best;
    }

    private static boolean gotFurther(AddressFetch answer, AddressFetch other) {
        return answer.failure().isPresent()
                && other.failure().isPresent()
                && answer.failure().get().kind().compareTo(other.failure().get().kind()) > 0;
    }
}
