package io.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.cases.Case;
import io.mtasts.dmarc.DmarcFinding;
import io.mtasts.finding.FindingCode;
import io.mtasts.name.InputFinding;
import io.mtasts.setup.SetupFinding;
import io.mtasts.sts.PolicyFinding;
import io.mtasts.sts.StsRecordFinding;
import io.mtasts.tlsrpt.TlsRptFinding;
import io.mtasts.verdict.DomainFinding;
import io.mtasts.verdict.HttpsFinding;
import io.mtasts.verdict.MxFinding;
import io.mtasts.verdict.StarttlsFinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue of findings as a whole, and the page that is made from it. */
class CatalogueTest {

    private static final Path PAGE = Path.of("docs/findings.md");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(?!subject}|found}|publish})");

    private record Chapter(String title, List<? extends FindingCode> codes) {}

    private static final List<Chapter> CHAPTERS = List.of(
            new Chapter("The name that was given", List.of(InputFinding.values())),
            new Chapter("The domain", List.of(DomainFinding.values())),
            new Chapter("The TXT record", List.of(StsRecordFinding.values())),
            new Chapter("The policy", List.of(PolicyFinding.values())),
            new Chapter("The Policy Host and its certificate", List.of(HttpsFinding.values())),
            new Chapter("The mail servers", List.of(MxFinding.values())),
            new Chapter("The TLS of the mail servers", List.of(StarttlsFinding.values())),
            new Chapter("TLS reporting", List.of(TlsRptFinding.values())),
            new Chapter("DMARC", List.of(DmarcFinding.values())),
            new Chapter("A set-up that is asked for", List.of(SetupFinding.values())));

    static Stream<FindingCode> all() {
        return CHAPTERS.stream().flatMap(chapter -> chapter.codes().stream());
    }

    @ParameterizedTest
    @MethodSource("all")
    void entry_isComplete(FindingCode code) {
        assertThat(code.entry().message()).isNotBlank().doesNotContainPattern(PLACEHOLDER);
        assertThat(code.entry().remedy()).isNotBlank().doesNotContainPattern(PLACEHOLDER);
        assertThat(code.entry().reference()).containsPattern("RFC \\d+|UTS \\d+|IANA");
        assertThat(code.about("x").message()).isNotBlank();
        assertThat(code.code()).matches("[a-z0-9-]+");
    }

    @Test
    void codes_areUnique() {
        assertThat(all().map(FindingCode::code)).doesNotHaveDuplicates();
    }

    @Test
    void cases_nameOnlyCodesOfTheCatalogue() {
        List<String> codes = all().map(FindingCode::code).toList();

        assertThat(Case.all().flatMap(given -> given.expectedFindings().stream()))
                .isSubsetOf(codes);
    }

    /** Run with -Dupdate to write the page anew. */
    @Test
    void page_isUpToDate() throws IOException {
        if (System.getProperty("update") != null) {
            Files.writeString(PAGE, page());
        }

        assertThat(Files.readString(PAGE)).isEqualTo(page());
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Findings

                What the checker can say of a domain. Made from the catalogue in the code (`./mvnw test -Dtest=CatalogueTest
                -Dupdate` writes it anew); the severity is the usual one, which a report may raise or lower where the context
                asks for it. `{subject}` is what a finding is about, `{found}` what was found, `{publish}` the text to publish.
                """);
        for (Chapter chapter : CHAPTERS) {
            page.append("\n## ").append(chapter.title()).append("\n\n");
            page.append("| code | severity | message | remedy | rule |\n|---|---|---|---|---|\n");
            chapter.codes().forEach(code -> page.append(row(code)));
        }
        return page.toString();
    }

    private static String row(FindingCode code) {
        FindingCode.Entry entry = code.entry();
        return String.format(
                "| `%s` | %s | %s | %s | %s |%n",
                code.code(),
                entry.severity().name().toLowerCase(Locale.ROOT),
                cell(entry.message()),
                cell(entry.remedy()),
                entry.reference());
    }

    private static String cell(String text) {
        return text.replace("\n", " ").replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;");
    }
}
