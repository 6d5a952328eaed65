package io.mtasts.dmarc;

import io.mtasts.finding.Finding;
import io.mtasts.finding.TextSpan;
import io.mtasts.name.DomainName;
import io.mtasts.text.Wsp;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The value of rua or ruf: URIs with commas between them. RFC 9989, 4.8 (dmarc-urilist). */
record UriList(List<ReportUri> uris, List<Finding> findings) {

    private static final Pattern OBSOLETE_SIZE = Pattern.compile("^(.*)!\\d+[kmgtKMGT]?$");
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.+");
    private static final Pattern MAILTO = Pattern.compile("(?i:mailto):(?!//)[^@?]+@([^@?]+)(?:\\?.*)?");
    private static final Pattern BARE_ADDRESS = Pattern.compile("[^@:/\\s]+@[^@:/\\s]+");

    UriList {
        uris = List.copyOf(uris);
        findings = List.copyOf(findings);
    }

    static UriList read(String name, Tag tag) {
        List<ReportUri> uris = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        int column = tag.location().column();
        for (String part : tag.value().split(",", -1)) {
            String text = Wsp.strip(part);
            int skipped = part.length() - Wsp.stripLeading(part).length();
            read(name, text, new TextSpan(1, column + skipped, text.length()), uris, findings);
            column += part.length() + 1;
        }
        return new UriList(uris, findings);
    }

    private static void read(String name, String text, TextSpan place, List<ReportUri> uris, List<Finding> findings) {
        Matcher size = OBSOLETE_SIZE.matcher(text);
        boolean sized = size.matches();
        String uri = sized ? size.group(1) : text;
        Optional<ReportUri> read = uri(uri);
        if (read.isEmpty()) {
            String found = text.isEmpty() ? "an empty address" : text;
            findings.add(DmarcFinding.DMARC_URI_INVALID
                    .about(name)
                    .withEvidence(found)
                    .withLocation(place));
            return;
        }
        if (sized) {
            findings.add(
                    DmarcFinding.DMARC_URI_SIZE.about(name).withEvidence(text).withLocation(place));
        }
        if (read.get().mailHost().isEmpty()) {
            findings.add(
                    DmarcFinding.DMARC_URI_SCHEME.about(name).withEvidence(text).withLocation(place));
        }
        uris.add(read.get());
    }

    private static Optional<ReportUri> uri(String text) {
        Matcher scheme = SCHEME.matcher(text);
        if (!scheme.matches() || text.indexOf('!') >= 0 || !isUri(text)) {
            return Optional.empty();
        }
        if (!scheme.group(1).equalsIgnoreCase("mailto")) {
            return Optional.of(new ReportUri(text, Optional.empty()));
        }
        Matcher mailto = MAILTO.matcher(text);
        return mailto.matches()
                ? DomainName.of(mailto.group(1))
                        .filter(host -> !host.endsNumeric())
                        .map(host -> new ReportUri(text, Optional.of(host)))
                : Optional.empty();
    }

    private static boolean isUri(String text) {
        try {
            return new URI(text).toASCIIString().equals(text);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The value with what can be saved of it: mailboxes; a bare address was meant to be a mailto URI. */
    static String corrected(String value) {
        return List.of(value.split(",", -1)).stream()
                .map(Wsp::strip)
                .map(text -> BARE_ADDRESS.matcher(text).matches() ? "mailto:" + text : text)
                .map(text -> OBSOLETE_SIZE.matcher(text).replaceFirst("$1"))
                .filter(text -> uri(text).flatMap(ReportUri::mailHost).isPresent())
                .collect(Collectors.joining(","));
    }
}
