package io.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.cases.Case;
import io.mtasts.dmarc.DmarcFinding;
import io.mtasts.document.CatalogueEntryDocument;
import io.mtasts.document.FindingCatalogue;
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
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue of findings as a whole, and the pages that are generated from it. */
class CatalogueTest {

    private static final Path INDEX = Path.of("docs/findings.md");
    private static final Path PAGES = Path.of("docs/findings");
    private static final Path WHY_FILE = Path.of("src/main/resources/findings/why.properties");
    private static final Properties WHY = why();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(?!subject}|found}|publish})");

    private record Chapter(String title, List<? extends FindingCode> codes) {}

    private static final List<Chapter> CHAPTERS = List.of(
            new Chapter("The entered name", List.of(InputFinding.values())),
            new Chapter("The domain", List.of(DomainFinding.values())),
            new Chapter("The TXT record", List.of(StsRecordFinding.values())),
            new Chapter("The policy", List.of(PolicyFinding.values())),
            new Chapter("The policy host and its certificate", List.of(HttpsFinding.values())),
            new Chapter("The mail servers", List.of(MxFinding.values())),
            new Chapter("TLS of the mail servers", List.of(StarttlsFinding.values())),
            new Chapter("DANE", List.of(DaneFinding.values())),
            new Chapter("TLS reporting", List.of(TlsRptFinding.values())),
            new Chapter("DMARC", List.of(DmarcFinding.values())),
            new Chapter("Generated set-ups", List.of(SetupFinding.values())));

    static Stream<FindingCode> all() {
        return CHAPTERS.stream().flatMap(chapter -> chapter.codes().stream());
    }

    @ParameterizedTest
    @MethodSource("all")
    void entry_isComplete(FindingCode code) {
        assertThat(code.entry().message()).isNotBlank().doesNotContainPattern(PLACEHOLDER);
        assertThat(code.entry().remedy()).isNotBlank().doesNotContainPattern(PLACEHOLDER);
        assertThat(code.entry().reference())
                .containsPattern("^((RFC|UTS) \\d+|IANA [^,;]+)(, ([0-9A-Z.]+|erratum [0-9]+))*(; |$)");
        assertThat(code.about("x").message()).isNotBlank();
        assertThat(code.code()).matches("[a-z0-9-]+");
    }

    /** The API serves the same catalogue. */
    @Test
    void codes_areAllServed() {
        assertThat(FindingCatalogue.all())
                .extracting(CatalogueEntryDocument::code)
                .containsExactlyElementsOf(all().map(FindingCode::code).toList());
        assertThat(FindingCatalogue.all())
                .allSatisfy(entry -> assertThat(entry.why()).isEqualTo(WHY.getProperty(entry.code())));
    }

    @Test
    void codes_areUnique() {
        assertThat(all().map(FindingCode::code)).doesNotHaveDuplicates();
    }

    @Test
    void cases_nameOnlyCodesOfTheCatalogue() {
        List<String> codes = all().map(FindingCode::code).toList();

        assertThat(Case.all().flatMap(testCase -> testCase.expectedFindings().stream()))
                .isSubsetOf(codes);
    }

    @ParameterizedTest
    @MethodSource("all")
    void why_isPresent(FindingCode code) {
        assertThat(WHY.getProperty(code.code()))
                .as("%s in %s", code.code(), WHY_FILE)
                .isNotBlank();
    }

    @Test
    void why_isPresentOnlyForCodesOfTheCatalogue() {
        assertThat(WHY.stringPropertyNames())
                .isSubsetOf(all().map(FindingCode::code).toList());
    }

    /** -Dupdate writes the page. */
    @Test
    void index_isUpToDate() throws IOException {
        assertUpToDate(INDEX, index());
    }

    /** -Dupdate writes the page. */
    @ParameterizedTest
    @MethodSource("all")
    void page_isUpToDate(FindingCode code) throws IOException {
        assertUpToDate(PAGES.resolve(code.code() + ".md"), page(code));
    }

    @Test
    void pages_existOnlyForCodesOfTheCatalogue() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .isSubsetOf(all().map(code -> code.code() + ".md").toList());
        }
    }

    private static void assertUpToDate(Path file, String text) throws IOException {
        if (System.getProperty("update") != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        }
        assertThat(file).content().isEqualTo(text);
    }

    private static String index() {
        StringBuilder page = new StringBuilder("""
                # Findings

                Everything that the checker can report about a domain. Each code has a page with its remedy, its rule, the reason
                and an example. The severity is the usual one. A report may raise or lower it if the context requires that.
                `{subject}` is what the finding is about, `{found}` is the evidence, and `{publish}` is the text to publish.

                The pages are generated from the catalogue in the code: `./mvnw test -Dtest=CatalogueTest -Dupdate`.
                """);
        for (Chapter chapter : CHAPTERS) {
            page.append("\n## ").append(chapter.title()).append("\n\n");
            page.append("| Code | Severity | Message |\n|---|---|---|\n");
            for (FindingCode code : chapter.codes()) {
                page.append("| [`%1$s`](findings/%1$s.md) | %2$s | %3$s |\n"
                        .formatted(
                                code.code(), severity(code), cell(code.entry().message())));
            }
        }
        return page.toString();
    }

    private static String page(FindingCode code) {
        String example = Case.all()
                .filter(testCase -> testCase.expectedFindings().contains(code.code()))
                .min(Comparator.comparingInt(
                        testCase -> testCase.given().toString().length()))
                .map(testCase -> """

                        ## Example

                        The case `%s`:

                        ```json
                        %s
                        ```
                        """.formatted(testCase.id(), testCase.given().toPrettyString()))
                .orElse("");
        return """
                # %s

                **Severity:** %s. **Rule:** %s.

                > %s

                ## Why it matters

                %s

                ## What to do

                > %s
                """.formatted(
                                code.code(),
                                severity(code),
                                code.entry().reference(),
                                quote(code.entry().message()),
                                WHY.getProperty(code.code()),
                                quote(code.entry().remedy()))
                + example;
    }

    private static String severity(FindingCode code) {
        return code.entry().severity().name().toLowerCase(Locale.ROOT);
    }

    private static String cell(String text) {
        return text.replace("\n", " ").replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;");
    }

    private static String quote(String text) {
        return text.replace("*", "\\*").replace("<", "&lt;").replace("\n", "\n>\n> ");
    }

    private static Properties why() {
        try (Reader reader = Files.newBufferedReader(WHY_FILE)) {
            Properties why = new Properties();
            why.load(reader);
            return why;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
