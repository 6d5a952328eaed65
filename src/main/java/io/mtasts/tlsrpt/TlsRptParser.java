package io.mtasts.tlsrpt;

import io.mtasts.finding.Finding;
import io.mtasts.text.SemicolonFields;
import io.mtasts.text.SemicolonFields.Field;
import io.mtasts.text.Wsp;
import io.mtasts.tlsrpt.TlsRptParseResult.Status;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the one TLS reporting record among the TXT records at _smtp._tls and reads it. RFC 8460, 3. */
public final class TlsRptParser {

    static final String VERSION = "v=TLSRPTv1";
    private static final Pattern RECORD = Pattern.compile("(?s)" + VERSION + "[ \\t]*;.*");
    private static final Pattern NEAR_MISS = Pattern.compile("(?is)[\\s\"']*v\\s*=\\s*TLS-?RPT.*|rua\\s*=.*");
    private static final Pattern TLSRPT_EXTENSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}=[!-:<>-~]+");
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*");
    private static final Pattern MAILTO = Pattern.compile("(?i:mailto):[^@\\s]+@[^@\\s]+");

    private static final Pattern SIZE_LIMIT = Pattern.compile("(mailto:.*)![0-9]+[kmgt]?", Pattern.CASE_INSENSITIVE);
    private final String name;
    private final String domain;
    /** What was meant, as it should be written. */
    private final Set<String> meant = new LinkedHashSet<>();

    private final List<String> usable = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    private TlsRptParser(String name, String domain) {
        this.name = name;
        this.domain = domain;
    }

    /**
     * What the records amount to.
     *
     * @param name the name at which they stand
     * @param domain the mail domain, for the texts to publish
     * @param texts each record's strings, joined
     */
    public static TlsRptParseResult read(String name, String domain, List<String> texts) {
        return new TlsRptParser(name, domain).discardThenCount(texts);
    }

    /** A record to begin with, whose mailbox the reader has to make or to change. */
    public static String example(String domain) {
        return VERSION + "; rua=mailto:tls-reports@" + domain;
    }

    private TlsRptParseResult discardThenCount(List<String> texts) {
        List<String> records = texts.stream()
                .filter(text -> text.startsWith(VERSION + ";")
                        || texts.size() == 1 && RECORD.matcher(text).matches())
                .toList();
        if (records.size() == 1) {
            readFields(records.get(0));
            return reading(usable.isEmpty() ? Status.INVALID : Status.VALID);
        }
        if (records.size() > 1) {
            records.forEach(this::readFields);
            findings.clear();
            report(TlsRptFinding.TLSRPT_MULTIPLE, Integer.toString(records.size()));
            return reading(Status.MULTIPLE);
        }
        Optional<String> nearMiss =
                texts.stream().filter(text -> NEAR_MISS.matcher(text).matches()).findFirst();
        nearMiss.ifPresentOrElse(
                text -> {
                    readFields(text);
                    findings.clear();
                    report(TlsRptFinding.TLSRPT_INVALID, text);
                },
                () -> report(TlsRptFinding.TLSRPT_ABSENT, ""));
        return reading(nearMiss.isPresent() ? Status.INVALID : Status.ABSENT);
    }

    private void readFields(String record) {
        int ruas = 0;
        for (Field field : SemicolonFields.of(record).fields()) {
            String text = field.text() + field.trailing();
            if (text.startsWith("rua=")) {
                ruas++;
                readRua(text.substring("rua=".length()), ruas);
            } else if (!TLSRPT_EXTENSION.matcher(text).matches()) {
                report(TlsRptFinding.TLSRPT_INVALID, text.isEmpty() ? "an empty field" : text);
            }
        }
        if (ruas == 0) {
            report(TlsRptFinding.TLSRPT_INVALID, "it has no rua");
        }
    }

    private void readRua(String value, int count) {
        if (count == 2) {
            report(TlsRptFinding.TLSRPT_DUPLICATE_RUA, "");
        }
        String[] uris = value.split(",", -1);
        for (int i = 0; i < uris.length; i++) {
            String uri = spaced(uris[i], i > 0, i < uris.length - 1);
            Optional<Finding> fault = fault(name, uri);
            fault.ifPresent(findings::add);
            if (fault.isEmpty() && count == 1) {
                usable.add(uri);
            }
            Optional.of(repaired(uri)).filter(any -> fault(name, any).isEmpty()).ifPresent(meant::add);
        }
    }

    /** White space may stand round a comma, but not at the beginning or the end of the list. */
    private static String spaced(String uri, boolean commaBefore, boolean commaBehind) {
        String rest = commaBefore ? Wsp.stripLeading(uri) : uri;
        return commaBehind ? Wsp.stripTrailing(rest) : rest;
    }

    /** What is wrong with one destination of the list, if anything is. */
    static Optional<Finding> fault(String name, String uri) {
        Matcher scheme = SCHEME.matcher(uri);
        boolean hasScheme = scheme.matches();
        boolean mailto = hasScheme && scheme.group(1).equalsIgnoreCase("mailto");
        boolean https = hasScheme && scheme.group(1).equalsIgnoreCase("https");
        if (uri.isEmpty()) {
            return Optional.of(TlsRptFinding.TLSRPT_INVALID.about(name).withEvidence("an empty destination"));
        }
        if (!mailto && !https) {
            return Optional.of(TlsRptFinding.TLSRPT_SCHEME.about(name).withEvidence(uri));
        }
        if (uri.indexOf('!') >= 0) {
            return Optional.of(TlsRptFinding.TLSRPT_URI_UNENCODED.about(name).withEvidence(uri));
        }
        boolean sound = isUri(uri, https) && (https || MAILTO.matcher(uri).matches());
        return sound
                ? Optional.empty()
                : Optional.of(TlsRptFinding.TLSRPT_INVALID.about(name).withEvidence(uri));
    }

    /** A bare address lacks its scheme, reports are not sent in the clear, and the size limit of DMARC means nothing here. */
    static String repaired(String uri) {
        String withScheme = SCHEME.matcher(uri).matches() || uri.indexOf('@') < 0 ? uri : "mailto:" + uri;
        String secure =
                withScheme.regionMatches(true, 0, "http:", 0, 5) ? "https:" + withScheme.substring(5) : withScheme;
        Matcher limited = SIZE_LIMIT.matcher(secure);
        return (limited.matches() ? limited.group(1) : secure).replace("!", "%21");
    }

    private static boolean isUri(String text, boolean withHost) {
        try {
            URI uri = new URI(text);
            return uri.toASCIIString().equals(text) && (!withHost || uri.getHost() != null);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private void report(TlsRptFinding code, String found) {
        findings.add(code.about(name).withEvidence(found));
    }

    private TlsRptParseResult reading(Status status) {
        String publish = meant.isEmpty() ? example(domain) : VERSION + "; rua=" + String.join(",", meant);
        findings.replaceAll(finding -> finding.withSuggestedText(publish));
        return new TlsRptParseResult(status, status == Status.VALID ? usable : List.of(), findings);
    }
}
