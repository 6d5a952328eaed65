package io.mtasts.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagListTest {

    private static final String VERSION = "v=XYv1";
    private static final Pattern NOT_A_LETTER = Pattern.compile("[^A-Za-z]+");

    /** Records of a version, an id, two colours, lists of addresses and an obsolete tag. A colour may have typing errors. */
    private static final TagVocabulary VOCABULARY = new TagVocabulary() {
        private final UriListCorrector uris = new UriListCorrector(
                uri -> uri.indexOf('!') < 0
                        && Uri.parse(uri).flatMap(Uri::mailDomain).isPresent(),
                Optional::of,
                true);
        private final Pattern id = Pattern.compile("[A-Za-z0-9]{1,32}");

        @Override
        public Set<String> names() {
            return Set.of("v", "id", "col", "bgcol", "rua", "ruf", "old");
        }

        @Override
        public Optional<String> correct(String name, String value) {
            return switch (name) {
                case "v" -> Optional.of("XYv1").filter(value::equalsIgnoreCase);
                case "id" -> Optional.of(value).filter(text -> id.matcher(text).matches());
                case "col", "bgcol" ->
                    colour(NOT_A_LETTER.matcher(value).replaceAll("").toLowerCase(Locale.ROOT));
                case "rua", "ruf" -> uris.correct(value);
                case "old" -> Optional.of("");
                case "" -> Optional.empty();
                default -> Optional.of(value);
            };
        }

        private Optional<String> colour(String letters) {
            return Stream.of("red", "green")
                    .filter(colour -> TypingErrors.distance(letters, colour) <= colour.length() / 2)
                    .findFirst();
        }

        @Override
        public boolean isList(String name) {
            return name.startsWith("ru");
        }
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=XYv1; id=1; col=red; rua=mailto:a@b.c",
                "v=XYv1; id=1; col=red; rua=mailto:a@b.c;",
                "v=XYv1;id=1;col=red;rua=mailto:a@b.c",
                "v=XYv1, id=1, col=red, rua=mailto:a@b.c",
                "v=XYv1 id=1 col=red rua=mailto:a@b.c",
                "v=XYv1id=1;col=redrua=mailto:a@b.c",
                "v:XYv1; id:1; col:red; rua:mailto:a@b.c",
                "v=XYv1; id 1; col-red; rua mailto:a@b.c",
                "v=XYv1; id==1; col=>red; rua:=mailto:a@b.c",
                "v = XYv1 ; id = 1 ; col = red ; rua = mailto:a@b.c",
                "v=XYv1\\; id=1\\; col=red\\; rua=mailto:a@b.c",
                "v=XYv1\\\\; id=1\\\\; col=red\\\\; rua=mailto:a\\@b.c",
                "v=XYv1\\059 id\\0611; col=red\\032; rua=mailto:a@b.c\\010",
                "V=XYV1; ID=1; COL=RED; RUA=mailto:a@b.c",
                "\"v=XYv1; id=1; col=red; rua=mailto:a@b.c\"",
                "\"v=XYv1; id=1; co\" \"l=red; rua=mai\" \"lto:a@b.c\"",
                "\u201cv=XYv1; id=1; col=red; rua=mailto:a@b.c\u201d",
                "'v=XYv1; id=1; col=red; rua=mailto:a@b.c'",
                "v=XYv1; id=\"1\"; col='red'; rua=\u00abmailto:a@b.c\u00bb",
                "v=XYv1; id=1; \"col=red\"; rua=\"mailto:a@b.c\"",
                "v=XYv1; id=1; col=<red>; rua=<mailto:a@b.c>",
                "v=XYv1; id=1; col=red; rua=mailto:<a@b.c>",
                "v=XYv1; id=1; col=red; rua=Reports <a@b.c>",
                "v=XYv1; id=1; col=red; rua=mailto:a@b.c &lt;a@b.c&gt;",
                "v=XYv1; id=1; col=red; rua=mailto:a@b.c &amp;amp;lt;a@b.c&amp;amp;gt;;",
                "v=XYv1;&nbsp;id=1;&#160;col=red;&#xa0;rua=mailto&colon;a&commat;b.c",
                "v=XYv1;\u00a0id=1;\u2003col=red;\u3000rua=mailto:a@b.c",
                "v\uff1dXYv1\uff1bid\uff1d1\uff1bcol\uff1dred\uff1brua\uff1dmailto\uff1aa\uff20b.c",
                "v=XYv1;\r\n id=1;\r\n\tcol=red;\nrua=mailto:a@b.c\n",
                "v=XYv1;\\n id=1;\\r\\ncol=red; rua=mailto:a@b.c",
                "\ufeffv=XYv1; id=1; c\u200bol=red; rua=mailto:a@b.c",
                "v=XYv1; id=1; col=red; rua=mailto: a@b.c",
                "v=XYv1; id=1; col=red; rua=mailto:a @ b.c",
                "v=XYv1; id=1; col=red; rua=mailto://a@b.c",
                "v=XYv1; id=1; col=red; rua=mailto:mailto:a@b.c",
                "v=XYv1; id=1; col=red; rua=mailto=a@b.c",
                "v=XYv1; id=1; col=red; rua=mialto:a@b.c",
                "v=XYv1; id=1; col=red; rua=a@b.c",
                "v=XYv1; id=1; col=red; rua=mailto:a@b.c.",
                "v=XYv1; id=1; col=red; rua=mailto:a@b.c!10m",
                "v=XYv1; id=1; col=red; rua=mailto:a@b.c,",
                "v=XYv1; id=1; col=red; rua=,mailto:a@b.c",
                "v=XYv1; id=1; id=1; col=red; rua=mailto:a@b.c; rua=mailto:a@B.C",
                "id=1; col=red; rua=mailto:a@b.c; v=XYv1",
                "XYv1; id=1; col=red; rua=mailto:a@b.c",
                "version=XYv1; id=1; col=red; rua=mailto:a@b.c",
                "_xy.example.com. 3600 IN TXT \"v=XYv1; id=1; col=red; rua=mailto:a@b.c\"",
                "TXT ( \"v=XYv1; id=1;\" \" col=red; rua=mailto:a@b.c\" )",
            })
    void meaning_isThePlainReading(String text) {
        assertThat(corrected(text)).contains("v=XYv1; id=1; col=red; rua=mailto:a@b.c");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            v=XYv1; rua=mailto:a@b.c,ruf=mailto:d@b.c       | v=XYv1; rua=mailto:a@b.c; ruf=mailto:d@b.c
            v=XYv1; rua=mailto:a@b.c; rua=mailto:d@b.c      | v=XYv1; rua=mailto:a@b.c,mailto:d@b.c
            v=XYv1; rua=mailto:a@b.c;mailto:d@b.c           | v=XYv1; rua=mailto:a@b.c,mailto:d@b.c
            v=XYv1; rua=mailto:a@b.c; d@b.c                 | v=XYv1; rua=mailto:a@b.c,mailto:d@b.c
            v=XYv1; rua=a@b.c d@b.c                         | v=XYv1; rua=mailto:a@b.c,mailto:d@b.c
            v=XYv1; rua=mailto:a!b@b.c                      | v=XYv1; rua=mailto:a%21b@b.c
            v=XYv1; rua=mailto:o'brien@b.c                  | v=XYv1; rua=mailto:o'brien@b.c
            v=XYv1; rua=mailto:o\u2019brien@b.c             | v=XYv1; rua=mailto:o'brien@b.c
            v=XYv1; rua=mailto:a@b.c?subject=x&c=d          | v=XYv1; rua=mailto:a@b.c?subject=x&c=d
            v=XYv1; x=y; id=1                               | v=XYv1; x=y; id=1
            v=XYv1; [col=red]; >id=1                        | v=XYv1; col=red; id=1
            v=XYv1; & id=1                                  | v=XYv1; id=1
            v=XYv1; id=1bgcol=red                           | v=XYv1; id=1; bgcol=red
            v=XYv1; col=greenid=1                           | v=XYv1; col=green; id=1
            v=XYv1; old=1id=2                               | v=XYv1; id=2
            v=XYv1; id=1old=2                               | v=XYv1; id=1
            v=XYv1; old=1old=2id=3                          | v=XYv1; id=3
            v=XYv1; oldxid=1                                | v=XYv1; oldxid=1
            v=XYv1; rua=a@b.c?id=1                          | v=XYv1; rua=mailto:a@b.c?id=1
            ;v=XYv1; id=1                                   | v=XYv1; id=1
            v=XYv1.id=1.rua=mailto:a@b.c                    | v=XYv1; id=1; rua=mailto:a@b.c
            v=XYv1 . id=1 . rua=mailto:a@b.c                | v=XYv1; id=1; rua=mailto:a@b.c
            v=XYv1; id=; id=1                               | v=XYv1; id=1
            v=XYv1; rua=a@b.c; mailto=d@b.c                 | v=XYv1; rua=mailto:a@b.c,mailto:d@b.c
            v=XYv1; rua=mailto:a@b.c?x;yz                   | v=XYv1; rua=mailto:a@b.c?x%3Byz
            """)
    void meaning_keepsEveryValue(String text, String corrected) {
        assertThat(corrected(text.replace("\\u2019", "\u2019"))).contains(corrected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            COL=blue            | col | blue
            COL==blue           | col | blue
            COL=-blue           | col | -blue
            COL:blue            | col | blue
            COL                 | col | ``
            X=blue              | X   | blue
            col-blue            | ``  | col-blue
            colred              | ``  | colred
            colgreen            | col | green
            id=("1")            | id  | 1
            rua=Reports <a@b.c> | rua | Reports <a@b.c>
            """)
    void tags_haveNamesAndValuesInPlainForm(String text, String name, String value) {
        TagList.Tag tag =
                TagList.read("v=XYv1; " + text + ";", VOCABULARY).tags().get(1);

        assertThat(tag.name()).isEqualTo(name);
        assertThat(tag.value()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"2048,true", "2049,false"})
    void tags_areReadIfTheTextIsNotLong(int length, boolean isTag) {
        String text = VERSION + " ".repeat(length - VERSION.length());

        assertThat(TagList.read(text, VOCABULARY).tags())
                .singleElement()
                .matches(tag -> tag.isTag() == isTag)
                .extracting(TagList.Tag::value)
                .isEqualTo(isTag ? "XYv1" : text);
    }

    /** The tags after the last one that is read are parts without a name. */
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                ";,64,64,true",
                ";,65,65,false",
                ";,66,65,false",
                "' ',64,64,true",
                "' ',65,65,false",
                "' ',66,66,false",
            })
    void tags_areAtMost64(String separator, int written, int parts, boolean allAreTags) {
        List<TagList.Tag> tags =
                TagList.read(("id=1" + separator).repeat(written), VOCABULARY).tags();

        assertThat(tags).hasSize(parts);
        assertThat(tags.subList(0, 64)).allMatch(TagList.Tag::isTag);
        assertThat(tags.get(parts - 1).isTag()).isEqualTo(allAreTags);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=XYv1; id=1; id=2",
                "v=XYv1; id=",
                "v=XYv1; col=blue",
                "v=XYv1; col=red; col=green",
                "v=XYv1; rua=mailto:a",
                "v=XYv1; rua=mailto:a@b c.d",
                "v=XYv1; rua=mailto:a@b.c mailto",
                "v=XYv1; some words",
                "v=XYv1; rua=mailto:a@b.cid=1ruf=x",
            })
    void meaning_isEmptyIfAmbiguous(String text) {
        assertThat(TagList.read(text, VOCABULARY).meaning(VOCABULARY).filter(values -> !text.endsWith("mailto")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, quoteCharacter = '`', textBlock = """
            v=XYv1; id=1|
            v=XYv1;id=1;|
            v=XYv1; ID : 1|ID : 1>id=1
            v=XYv1, id=1|, >;
            v=XYv1 id=1| >;
            "v=XYv1; id=1"|">  ">
            (v=XYv1; id=1)|(>  )>
            "[v=XYv1; id=1]"|"[>  ]">
            XYv1; id=1|XYv1>v=XYv1
            v=XYv1;%20ID=1|;%20>;  ID=1>id=1
            id=1; v=XYv1|>v=XYv1;  v=XYv1>
            v=XYv1; rua=a@b.c; rua=d@b.c|rua=a@b.c>rua=mailto:a@b.c,mailto:d@b.c  rua=d@b.c>
            """)
    void edits_areReplacementsOfTokens(String text, String edits) {
        TagList list = TagList.read(text, VOCABULARY);
        Map<String, String> meaning = list.meaning(VOCABULARY).orElseThrow();

        String found = list.edits(VERSION, meaning).stream()
                .map(edit -> edit.from() + ">" + edit.to())
                .collect(Collectors.joining("  "));

        assertThat(found).isEqualTo(edits == null ? "" : edits);
    }

    @Test
    void tokens_coverTheWholeText() {
        Random random = new Random(8461);
        List<String> parts = List.of(
                "v=XYv1",
                ";",
                " ",
                "id",
                "=",
                ":",
                ",",
                "rua",
                "mailto:a@b.c",
                "\"",
                "&lt;",
                "\\",
                "\u00a0",
                "\\059",
                "col",
                "red",
                "\u200b",
                "x",
                "<",
                ">",
                "\ud83d\ude00",
                "\ud83d",
                "\r\n",
                "&",
                "txt",
                "_a.b");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(14); n > 0; n--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            TagList list = TagList.read(text.toString(), VOCABULARY);
            assertThat(list.tokens().stream()
                            .map(token -> token.in(list.source()))
                            .collect(Collectors.joining()))
                    .isEqualTo(text.toString());
            list.meaning(VOCABULARY).ifPresent(meaning -> list.edits(VERSION, meaning));
        }
    }

    private static Optional<String> corrected(String text) {
        return TagList.read(text, VOCABULARY).meaning(VOCABULARY).map(values -> TagList.print(VERSION, values));
    }
}
