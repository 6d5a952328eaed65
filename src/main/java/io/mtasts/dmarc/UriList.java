package io.mtasts.dmarc;

import io.mtasts.finding.Finding;
import io.mtasts.finding.TextSpan;
import io.mtasts.name.DomainName;
import io.mtasts.text.Uri;
import io.mtasts.text.UriListCorrector;
import io.mtasts.text.Wsp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The value of rua or ruf: URIs with commas between them. RFC 9989, 4.8 (dmarc-urilist). */
record UriList(List<ReportUri> uris, List<Finding> findings) {

    private static final Pattern OBSOLETE_SIZE = Pattern.compile("^(.*)!\\d+[kmgtKMGT]?$");

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
        Optional<ReportUri> uri = uri(sized ? size.group(1) : text);
        if (uri.isEmpty()) {
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
        if (uri.get().mailHost().isEmpty()) {
            findings.add(
                    DmarcFinding.DMARC_URI_SCHEME.about(name).withEvidence(text).withLocation(place));
        }
        uris.add(uri.get());
    }

    private static Optional<ReportUri> uri(String text) {
        if (text.indexOf('!') >= 0) {
            return Optional.empty();
        }
        Optional<Uri> uri =
                Uri.parse(text).filter(parsed -> text.length() > parsed.scheme().length() + 1);
        if (uri.isEmpty() || !uri.get().scheme().equals("mailto")) {
            return uri.map(other -> new ReportUri(text, Optional.empty()));
        }
        return uri.get().mailDomain().flatMap(DomainName::of).map(host -> new ReportUri(text, Optional.of(host)));
    }

    /** Returns whether the text is a destination as it should be written; a scheme near mailto is a typing error. */
    static boolean isDestination(String text) {
        return text.indexOf(',') < 0
                && text.indexOf(';') < 0
                && uri(text)
                        .filter(uri -> uri.mailHost().isPresent()
                                || Uri.parse(text).flatMap(Uri::host).isPresent()
                                        && !UriListCorrector.isMailWord(text.substring(0, text.indexOf(':'))))
                        .isPresent();
    }
}
