package io.mtasts.tlsreport;

import io.mtasts.text.DisplayText;
import java.util.List;
import java.util.stream.Stream;

/** What holds for every result of reading a file. */
public final class ReportAssertions {

    private ReportAssertions() {}

    /** Checks the bounds of a result, and explains the report. */
    public static void assertSafe(ReadResult result) {
        if (result instanceof ReadResult.Failed failed) {
            assertSafe(failed.detail(), 1_000);
            return;
        }
        ReadResult.Complete read = (ReadResult.Complete) result;
        ExplainedReport explained = ExplainedReport.of(read);
        require(explained.failed() >= 0 && explained.failed() <= ReportLimits.MAX_COUNT, "failed sessions");
        require(explained.successful() >= 0 && explained.successful() <= ReportLimits.MAX_COUNT, "successful sessions");
        assertSafe(read.report().when(), 100);
        read.deviations().forEach(deviation -> {
            assertSafe(deviation.message(), 400);
            assertSafe(deviation.pointer(), 16 * (2 * DisplayText.MAX_LENGTH + 1));
            require(deviation.count() > 0, "count");
        });
        explained.policies().forEach(policy -> {
            Stream.of(
                            List.of(policy.result().domain(), policy.result().typeText()),
                            policy.result().text(),
                            policy.result().mx())
                    .flatMap(List::stream)
                    .forEach(text -> assertSafe(text, ReportLimits.MAX_TEXT_LENGTH));
            assertSafe(policy.today().message(), 1_000);
            policy.failures().forEach(failure -> {
                assertSafe(failure.failure().server(), ReportLimits.MAX_TEXT_LENGTH);
                assertSafe(failure.failure().typeText(), ReportLimits.MAX_TEXT_LENGTH);
                require(!failure.meaning().isEmpty() && !failure.remedy().isEmpty(), "an explanation");
                require(failure.today().cause() == CauseToday.NOT_KNOWN, "nothing is known without a check");
                failure.failure()
                        .entries()
                        .forEach(entry -> Stream.of(
                                        entry.sendingMtaIp(),
                                        entry.receivingIp(),
                                        entry.receivingMxHelo(),
                                        entry.failureReasonCode(),
                                        entry.additionalInformation())
                                .forEach(text -> assertSafe(text, ReportLimits.MAX_TEXT_LENGTH)));
            });
        });
    }

    private static void assertSafe(String text, int maxLength) {
        require(text.length() <= maxLength, "length of " + text);
        require(
                text.codePoints()
                        .noneMatch(c -> Character.getType(c) == Character.SURROGATE || DisplayText.isInvisible(c)),
                "characters of " + text);
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError(what);
        }
    }
}
