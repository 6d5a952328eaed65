package io.mtasts.tlsrpt;

import io.mtasts.finding.Correction;
import io.mtasts.finding.Correction.Change;
import io.mtasts.finding.Finding;
import io.mtasts.finding.FindingCode;
import io.mtasts.text.SemicolonFields;
import io.mtasts.text.SemicolonFields.Field;
import io.mtasts.text.TagList;
import io.mtasts.text.Uri;
import io.mtasts.text.Wsp;
import io.mtasts.tlsrpt.TlsRptParseResult.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A parser for the one TLS reporting record among the TXT records at _smtp._tls. RFC 8460, 3. */
public final class TlsRptParser {

    static final String VERSION = "v=TLSRPTv1";
    private static final Pattern RECORD = Pattern.compile("(?s)" + VERSION + "[ \\t]*;.*");
    private static final Pattern NEAR_MISS = Pattern.compile("(?is)[\\s\"']*v\\s*=\\s*TLS-?RPT.*|rua\\s*=.*");
    private static final Pattern TLSRPT_EXTENSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}=[!-:<-~]+");
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(?s:.*)");
    private static final Pattern REST_OF_URL = Pattern.compile("[,;][^@:]+");
    private static final String RUF = "ruf";

    private final String name;
    private final String domain;
    private final List<String> usable = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    /** The last destination of the record so far, which an unencoded separator may have cut off. */
    private String lastDestination = "";

    private TlsRptParser(String name, String domain) {
        this.name = name;
        this.domain = domain;
    }

    /**
     * Parses the records at one name.
     *
     * @param name the owner name of the records
     * @param domain the mail domain, for the text to publish if there is no record
     * @param texts the text of each record, its strings joined
     */
    public static TlsRptParseResult read(String name, String domain, List<String> texts) {
        return new TlsRptParser(name, domain).discardThenCount(texts);
    }

    /** Returns whether a text begins like a TLS reporting record, as opposed to other texts at the same name. */
    public static boolean isRecord(String text) {
        return text.regionMatches(true, 0, VERSION, 0, VERSION.length());
    }

    /** Returns a record to begin with. Its mailbox has to be created, or replaced by another. */
    public static String example(String domain) {
        return VERSION + "; rua=mailto:tls-reports@" + domain;
    }

    private TlsRptParseResult discardThenCount(List<String> texts) {
        List<String> records = texts.stream()
                .filter(text -> text.startsWith(VERSION + ";")
                        || texts.size() == 1 && RECORD.matcher(text).matches())
                .toList();
        if (records.size() > 1) {
            report(TlsRptFinding.TLSRPT_MULTIPLE, Integer.toString(records.size()));
            return result(Status.MULTIPLE, records);
        }
        if (!records.isEmpty()) {
            readFields(records.get(0));
            return result(usable.isEmpty() ? Status.INVALID : Status.VALID, records);
        }
        List<String> nearMisses =
                texts.stream().filter(TlsRptParser::isNearMiss).toList();
        if (nearMisses.isEmpty()) {
            findings.add(TlsRptFinding.TLSRPT_ABSENT.about(name).withSuggestedText(example(domain)));
            return new TlsRptParseResult(Status.ABSENT, List.of(), Optional.empty(), findings);
        }
        report(TlsRptFinding.TLSRPT_INVALID, nearMisses.get(0));
        return result(Status.INVALID, nearMisses);
    }

    private static boolean isNearMiss(String text) {
        if (NEAR_MISS.matcher(text).matches()) {
            return true;
        }
        List<TagList.Tag> tags = TagList.read(text, TlsRptVocabulary.INSTANCE).tags();
        boolean hasRua = tags.stream()
                .anyMatch(tag ->
                        tag.name().equals(TlsRptVocabulary.RUA) && !tag.value().isEmpty());
        return tags.stream()
                .filter(tag -> tag.name().equals("v"))
                .anyMatch(tag -> TlsRptVocabulary.isVersion(tag.value())
                        || hasRua && TlsRptVocabulary.isStsVersion(tag.value()));
    }

    private void readFields(String record) {
        int ruas = 0;
        for (Field field : SemicolonFields.of(record).fields()) {
            String text = field.text() + field.trailing();
            if (text.startsWith("rua=")) {
                ruas++;
                readRua(text.substring("rua=".length()), ruas);
            } else if (!isExtension(text)) {
                if (text.isEmpty() || !isCutOff(";" + text)) {
                    report(TlsRptFinding.TLSRPT_INVALID, text.isEmpty() ? "an empty field" : text);
                }
            }
            lastDestination = text.startsWith("rua=") ? lastDestination : "";
        }
        if (ruas == 0) {
            report(TlsRptFinding.TLSRPT_INVALID, "it has no rua");
        }
    }

    static boolean isExtension(String field) {
        return TLSRPT_EXTENSION.matcher(field).matches();
    }

    private void readRua(String value, int count) {
        if (count == 2) {
            report(TlsRptFinding.TLSRPT_DUPLICATE_RUA, "");
        }
        String[] uris = value.split(",", -1);
        for (int i = 0; i < uris.length; i++) {
            String uri = withoutListSpace(uris[i], i > 0, i < uris.length - 1);
            if (i > 0 && isCutOff("," + uris[i])) {
                continue;
            }
            Optional<Finding> fault = fault(name, uri);
            fault.ifPresentOrElse(findings::add, () -> usable.add(uri));
            lastDestination = fault.isEmpty() ? uri : "";
        }
    }

    /**
     * Returns whether the text is the rest of the URL before it, cut off by a separator that is not percent-encoded. What is
     * left of the URL is another address than the one that was meant, so it does not count.
     */
    private boolean isCutOff(String rest) {
        String whole = lastDestination + rest;
        boolean cutOff = lastDestination.regionMatches(true, 0, "https:", 0, "https:".length())
                && REST_OF_URL.matcher(rest).matches()
                && Uri.parse(whole).isPresent();
        if (cutOff) {
            usable.remove(lastDestination);
            report(TlsRptFinding.TLSRPT_SEPARATOR, whole);
            lastDestination = "";
        }
        return cutOff;
    }

    /** White space may surround a comma, but not begin or end the list. */
    private static String withoutListSpace(String uri, boolean commaBefore, boolean commaBehind) {
        String rest = commaBefore ? Wsp.stripLeading(uri) : uri;
        return commaBehind ? Wsp.stripTrailing(rest) : rest;
    }

    /** Returns what is wrong with one destination of the list, if anything is. */
    static Optional<Finding> fault(String name, String uri) {
        Matcher scheme = SCHEME.matcher(uri.strip());
        boolean hasScheme = scheme.matches();
        boolean mailto = hasScheme && scheme.group(1).equalsIgnoreCase("mailto");
        boolean https = hasScheme && scheme.group(1).equalsIgnoreCase("https");
        if (uri.isEmpty()) {
            return Optional.of(TlsRptFinding.TLSRPT_INVALID.about(name).withEvidence("an empty destination"));
        }
        if (!mailto && !https) {
            return Optional.of(TlsRptFinding.TLSRPT_SCHEME.about(name).withEvidence(uri));
        }
        if (uri.contains("!")) {
            return Optional.of(TlsRptFinding.TLSRPT_URI_UNENCODED.about(name).withEvidence(uri));
        }
        boolean valid = Uri.parse(uri)
                .filter(parsed ->
                        https ? parsed.host().isPresent() : parsed.mailDomain().isPresent())
                .isPresent();
        return valid
                ? Optional.empty()
                : Optional.of(TlsRptFinding.TLSRPT_INVALID.about(name).withEvidence(uri));
    }

    private void report(TlsRptFinding code, String evidence) {
        findings.add(code.about(name).withEvidence(evidence));
    }

    private TlsRptParseResult result(Status status, List<String> records) {
        Optional<Correction> correction = findings.isEmpty() ? Optional.empty() : correction(records);
        String text = correction.map(Correction::corrected).orElse("");
        findings.replaceAll(finding -> finding.withSuggestedText(text));
        return new TlsRptParseResult(status, status == Status.VALID ? usable : List.of(), correction, findings);
    }

    /** Returns all repairs of the texts in one record, if it has no finding then. */
    private Optional<Correction> correction(List<String> current) {
        TagList list = TagList.read(String.join(";", current), TlsRptVocabulary.INSTANCE);
        Optional<Map<String, String>> fields = list.meaning(TlsRptVocabulary.INSTANCE)
                .flatMap(values -> withRufMerged(values, list))
                .filter(values -> values.containsKey(TlsRptVocabulary.RUA));
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        String corrected = TagList.print(VERSION, fields.get());
        if (!read(name, domain, List.of(corrected)).findings().isEmpty() || current.equals(List.of(corrected))) {
            return Optional.empty();
        }
        FindingCode code = findings.get(0).code();
        List<Change> changes = list.edits(VERSION, fields.get()).stream()
                .map(edit -> new Change(code, edit.from(), edit.to()))
                .toList();
        return Optional.of(
                new Correction(name, Correction.Type.TXT, String.join("\n", current), corrected, changes, List.of()));
    }

    /** Returns the fields with the ruf of DMARC, if it was written into the list of rua, as a part of that list. */
    private static Optional<Map<String, String>> withRufMerged(Map<String, String> values, TagList list) {
        boolean inList = list.tags().stream()
                .filter(tag -> tag.name().equals(RUF))
                .anyMatch(tag -> list.source()
                        .substring(0, tag.token().start())
                        .stripTrailing()
                        .endsWith(","));
        if (!inList) {
            return Optional.of(values);
        }
        Map<String, String> merged = new LinkedHashMap<>(values);
        String ruf = merged.remove(RUF);
        return TlsRptVocabulary.INSTANCE
                .correct(TlsRptVocabulary.RUA, merged.getOrDefault(TlsRptVocabulary.RUA, "") + "," + ruf)
                .map(rua -> {
                    merged.put(TlsRptVocabulary.RUA, rua);
                    return merged;
                });
    }
}
