package io.mtasts.web;

import io.mtasts.document.SetupDocument;
import io.mtasts.document.SetupDocument.DiffLineDocument;
import io.mtasts.setup.PolicyDiff.Change;
import io.mtasts.setup.SetupRequest.IdSource;
import io.mtasts.setup.SetupRequest.PatternStyle;
import io.mtasts.sts.Mode;
import io.quarkus.qute.TemplateExtension;
import java.util.List;
import java.util.stream.Stream;

/** Labels of a setup for the templates. */
@TemplateExtension
final class SetupExtensions {

    private static final int MAX_SHOWN_LINES = 400;

    private SetupExtensions() {}

    /** Returns the modes to choose from, in the order of a rollout. */
    static List<Mode> modes(SetupDocument setup) {
        return List.of(Mode.TESTING, Mode.ENFORCE, Mode.NONE);
    }

    /** Returns how long senders cache the policy, in whole days, rounded up. */
    static long days(SetupDocument setup) {
        return -Math.floorDiv(-setup.policy().maxAgeSeconds(), FormatExtensions.SECONDS_PER_DAY);
    }

    static String modeLabel(Mode mode) {
        return switch (mode) {
            case TESTING -> "testing: report failures";
            case ENFORCE -> "enforce: verified TLS only";
            case NONE -> "none: leave MTA-STS";
        };
    }

    /** Returns the ways to name the mail servers, the recommended one first. */
    static List<PatternStyle> patternStyles(SetupDocument setup) {
        return List.of(PatternStyle.values());
    }

    static String styleLabel(PatternStyle style) {
        return switch (style) {
            case EXACT -> "one by one";
            case WILDCARD -> "by wildcard";
        };
    }

    /** Returns what the id of the record can be made from, the usual one first. */
    static List<IdSource> idSources(SetupDocument setup) {
        return List.of(IdSource.values());
    }

    static String idLabel(IdSource source) {
        return switch (source) {
            case TIME -> "the time";
            case HASH -> "a hash of the policy";
        };
    }

    /** Returns whether a policy is served today and would change. */
    static boolean isChanged(SetupDocument setup) {
        return changedLines(setup).stream().anyMatch(line -> line.change() != Change.KEPT);
    }

    static List<DiffLineDocument> changedLines(SetupDocument setup) {
        return Stream.ofNullable(setup.difference())
                .flatMap(List::stream)
                .limit(MAX_SHOWN_LINES)
                .toList();
    }

    static String sign(Change change) {
        return switch (change) {
            case ADDED -> "+";
            case REMOVED -> "−";
            case KEPT -> " ";
        };
    }
}
