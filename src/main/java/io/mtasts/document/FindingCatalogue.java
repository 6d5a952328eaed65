package io.mtasts.document;

import io.mtasts.dmarc.DmarcFinding;
import io.mtasts.finding.FindingCode;
import io.mtasts.name.InputFinding;
import io.mtasts.setup.SetupFinding;
import io.mtasts.sts.PolicyFinding;
import io.mtasts.sts.StsRecordFinding;
import io.mtasts.tlsrpt.TlsRptFinding;
import io.mtasts.verdict.DaneFinding;
import io.mtasts.verdict.DomainFinding;
import io.mtasts.verdict.HttpsFinding;
import io.mtasts.verdict.MxFinding;
import io.mtasts.verdict.StarttlsFinding;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The catalogue of all findings. */
public final class FindingCatalogue {

    private static final Map<String, CatalogueEntryDocument> ENTRIES = entries();

    private FindingCatalogue() {}

    /** Returns all entries, in the order of the catalogue. */
    public static Collection<CatalogueEntryDocument> all() {
        return ENTRIES.values();
    }

    /** Returns the entry of a code, or empty if there is no such code. */
    public static Optional<CatalogueEntryDocument> find(String code) {
        return Optional.ofNullable(ENTRIES.get(code));
    }

    private static Map<String, CatalogueEntryDocument> entries() {
        Properties reasons = reasons();
        return Stream.<FindingCode[]>of(
                        InputFinding.values(),
                        DomainFinding.values(),
                        StsRecordFinding.values(),
                        PolicyFinding.values(),
                        HttpsFinding.values(),
                        MxFinding.values(),
                        StarttlsFinding.values(),
                        DaneFinding.values(),
                        TlsRptFinding.values(),
                        DmarcFinding.values(),
                        SetupFinding.values())
                .flatMap(Arrays::stream)
                .map(code -> CatalogueEntryDocument.of(code, reasons.getProperty(code.code(), "")))
                .collect(Collectors.toMap(
                        CatalogueEntryDocument::code,
                        Function.identity(),
                        (first, second) -> first,
                        LinkedHashMap::new));
    }

    private static Properties reasons() {
        Properties reasons = new Properties();
        try (InputStream file = FindingCatalogue.class.getResourceAsStream("/findings/why.properties")) {
            reasons.load(new InputStreamReader(Objects.requireNonNull(file, "why.properties"), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reasons;
    }
}
