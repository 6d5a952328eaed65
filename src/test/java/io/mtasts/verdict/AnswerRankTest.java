package io.mtasts.verdict;

import static io.mtasts.verdict.ObservationsBuilder.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.verdict.FetchFailure.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerRankTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            # the answers of the addresses, which of them is the best
            valid,                                          0
            refused,                                        0
            not-fetched refused web-page faulty valid,      4
            not-fetched refused web-page faulty,            3
            not-fetched refused web-page,                   2
            not-fetched refused,                            1
            valid faulty web-page refused not-fetched,      0
            faulty valid web-page,                          1
            # equally good: the first one
            valid valid,                                    0
            web-page web-page,                              0
            refused refused,                                0
            # of failures, the one that got furthest
            refused timeout,                                1
            timeout refused,                                0
            timeout truncated refused,                      1
            """)
    void best_isTheFirstOfTheBestRank(String answers, int best) {
        List<String> names = List.of(answers.split(" "));
        List<AddressFetch> fetches = IntStream.range(0, names.size())
                .mapToObj(i -> fetch("198.51.100." + i, names.get(i)))
                .toList();

        assertThat(AnswerRank.best(fetches)).isSameAs(fetches.get(best));
    }

    private static AddressFetch fetch(String address, String answer) {
        return switch (answer) {
            case "valid" -> responded(address, answer("enforce", 1_209_600, "mx1.example.com"));
            case "faulty" -> responded(address, answer("enforced", 1_209_600, "mx1.example.com"));
            case "web-page" -> responded(address, answer(200, "text/html", "<p>"));
            case "not-fetched" -> failed(address, Kind.NOT_FETCHED);
            case "refused" -> failed(address, Kind.REFUSED);
            case "timeout" -> failed(address, Kind.TIMEOUT);
            case "truncated" -> failed(address, Kind.TRUNCATED);
            default -> throw new IllegalArgumentException(answer);
        };
    }

    private static AddressFetch responded(String address, PolicyResponse response) {
        return AddressFetch.responded(
                ObservationsBuilder.address(address), Optional.empty(), response, Duration.ofMillis(10));
    }

    private static AddressFetch failed(String address, Kind kind) {
        return AddressFetch.failed(
                ObservationsBuilder.address(address),
                Optional.empty(),
                FetchFailure.of(kind, "some detail"),
                Duration.ofMillis(10));
    }
}
