package io.mtasts.sts;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.finding.Correction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Valid records and policies with random slips: the correction means what the text meant before the slips.
 *
 * <p>The slow profile sets {@code -Dmta-sts.test.inputs=100000}.
 */
class CorrectionPropertyTest {

    private static final int TEXTS = Integer.getInteger("mta-sts.test.inputs", 1_000);
    private static final String NEW_ID = "99991231T235959";

    private final Random random = new Random(8461);

    @SafeVarargs
    private <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private boolean rarely() {
        return random.nextInt(4) == 0;
    }

    @Test
    void policy_keepsItsMeaning() {
        for (int i = 0; i < TEXTS; i++) {
            String mode = oneOf("enforce", "testing", "none");
            List<String> mx = new ArrayList<>(List.of("mx1.example.com"));
            if (random.nextBoolean()) {
                mx.add(oneOf("*.example.net", "a.b.c.example.org", "xn--bcher-kva.example"));
            }
            long maxAge = mode.equals("none") ? 86_400 : oneOf(604_800L, 1_209_600L, 31_536_000L);
            List<String> extensions = rarely() ? List.of("x-Note: keep: it", "0:=") : List.of();
            String text = policy(mode, mx, maxAge, extensions);

            PolicyParseResult result =
                    CorrectionAssertions.assertSafe(PolicyParser.parse(text.getBytes(StandardCharsets.UTF_8)));

            String valid = result.correction().map(Correction::corrected).orElse(text);
            Policy policy = PolicyParser.parse(valid.getBytes(StandardCharsets.UTF_8))
                    .policy()
                    .orElseThrow(() -> new AssertionError("not corrected:\n" + text));
            assertThat(policy.mode().toString()).as(text).isEqualTo(mode);
            assertThat(policy.mx()).as(text).extracting(MxPattern::toString).containsExactlyElementsOf(mx);
            assertThat(policy.maxAge()).as(text).isEqualTo(maxAge);
            assertThat(valid.lines()).as(text).containsAll(extensions);
        }
    }

    private String policy(String mode, List<String> mx, long maxAge, List<String> extensions) {
        String joint = oneOf("\n", "\n", "\n", "\r\n", "\r\n", "\r", "\\n", "\\r\\n", "<br>", " ", ", ", "; ");
        boolean isLines = joint.endsWith("\n") || joint.endsWith("\r");
        boolean inOneLine = !isLines;
        List<String> lines = new ArrayList<>();
        if (!rarely() || inOneLine) {
            lines.add(field("version", oneOf("STSv1", "STSv1", "stsv1", "\"STSv1\"", "STSv2", "STSv1;"), inOneLine));
        } else if (random.nextBoolean()) {
            lines.add("v=STSv1; id=20260401;");
        }
        lines.add(field("mode", slip(mode, inOneLine), inOneLine));
        if (isLines && rarely() && mx.size() > 1) {
            lines.add("mx: " + String.join(oneOf(", ", " ", ";", " and ", ","), mx));
        } else {
            mx.forEach(host -> lines.add(field("mx", mxSlip(host, inOneLine), inOneLine)));
        }
        lines.add(field("max_age", maxAgeSlip(maxAge, inOneLine), inOneLine));
        if (isLines) {
            lines.addAll(extensions);
            insertNoise(lines);
        } else {
            // Behind an extension nothing but a line end begins another field.
            extensions.forEach(
                    extension -> lines.set(lines.size() - 1, lines.get(lines.size() - 1) + "\n" + extension));
        }
        String text = String.join(joint, lines) + (random.nextBoolean() && isLines ? joint : "");
        return (rarely() ? "\ufeff" : "") + text;
    }

    private void insertNoise(List<String> lines) {
        int count = random.nextInt(3);
        for (int i = 0; i < count; i++) {
            String copy = lines.get(random.nextInt(lines.size()));
            boolean isCopy = copy.startsWith("mode:") || copy.startsWith("max_age:") || copy.startsWith("version:");
            lines.add(
                    random.nextInt(lines.size() + 1),
                    oneOf(
                            "",
                            "  ",
                            "# comment",
                            "// mode: none",
                            "<!-- mx: other.example -->",
                            isCopy ? copy : "",
                            "---"));
        }
    }

    private String field(String name, String value, boolean inOneLine) {
        String written = rarely() ? oneOf(name.toUpperCase(Locale.ROOT), name.replace('_', '-')) : name;
        String separator = rarely() ? oneOf(" : ", "=", " = ", ":", ":\t", ":\u00a0") : ": ";
        String line = written + separator + value;
        return rarely() && !inOneLine
                ? oneOf(
                        "  " + line,
                        "\t" + line,
                        line + "  ",
                        line + ";",
                        line + ",",
                        "- " + line,
                        '"' + line + '"',
                        "\u200b" + line)
                : line;
    }

    private String slip(String mode, boolean inOneLine) {
        if (!rarely()) {
            return mode;
        }
        String misspelled = mode.equals("enforce") ? oneOf("enforced", "enforcing", "enfroce") : mode;
        String comment = inOneLine ? mode : mode + " # since Monday";
        return oneOf(
                "[" + mode + "]", mode.toUpperCase(Locale.ROOT), '"' + mode + '"', misspelled, comment, mode + ";");
    }

    private String mxSlip(String host, boolean inOneLine) {
        if (!rarely()) {
            return host;
        }
        List<UnaryOperator<String>> slips = List.of(
                text -> text + ".",
                text -> text + ":25",
                text -> "10 " + text,
                text -> "<" + text + ">",
                text -> '"' + text + '"',
                text -> text.startsWith("*") ? text : "https://" + text + "/",
                text -> text.startsWith("*") ? text : "postmaster@" + text,
                text -> inOneLine ? text : text + " # the first",
                text -> text.startsWith("*") ? "*." + text.substring(2).toUpperCase(Locale.ROOT) : text,
                text -> text.replace("xn--bcher-kva", "b\u00fccher"));
        return slips.get(random.nextInt(slips.size())).apply(host);
    }

    private String maxAgeSlip(long seconds, boolean inOneLine) {
        if (!rarely()) {
            return Long.toString(seconds);
        }
        String days = seconds / 86_400 + " days";
        String grouped = String.format(Locale.ROOT, "%,d", seconds);
        String comment = inOneLine ? seconds + "s" : seconds + " # a while";
        return oneOf(
                days,
                grouped,
                grouped.replace(',', '_'),
                seconds + " seconds",
                '"' + "" + seconds + '"',
                seconds + ".0",
                comment);
    }

    @Test
    void record_keepsItsMeaning() {
        for (int i = 0; i < TEXTS; i++) {
            String id = oneOf("20260401T090000", "a", "12345678901234567890123456789012");
            List<String> extensions = rarely() ? List.of("x-Note=keep:it", "0=<>") : List.of();
            String text = record(id, extensions);

            RecordParseResult result = CorrectionAssertions.assertSafe(
                    StsRecordSelector.read("_mta-sts.example.com", List.of(text), NEW_ID));

            String valid = result.correction().map(Correction::corrected).orElse(text);
            RecordParseResult again = StsRecordSelector.read("_mta-sts.example.com", List.of(valid), NEW_ID);
            assertThat(again.record()).as(text).contains(new StsRecord(id));
            assertThat(Arrays.stream(valid.split(";")).map(String::strip))
                    .as(text)
                    .containsAll(extensions);
        }
    }

    private String record(String id, List<String> extensions) {
        String version = rarely() ? oneOf("V=STSv1", "v=stsv1", "v = STSv1", "v=STSv2", "v=STS1", "STSv1") : "v=STSv1";
        String field = rarely()
                ? oneOf(
                        "ID=" + id,
                        "id =" + id,
                        "id= " + id,
                        "id:" + id,
                        "id=\"" + id + '"',
                        "id=<" + id + ">",
                        "id=" + id + ".")
                : "id=" + id;
        List<String> fields = new ArrayList<>(List.of(version, field));
        fields.addAll(extensions);
        boolean isPlain = version.equals("v=STSv1");
        String separator = oneOf(
                "; ",
                "; ",
                ";",
                " ; ",
                ";\t",
                isPlain ? ", " : ";",
                isPlain ? " " : "; ",
                ";\u00a0",
                isPlain ? "\\; " : ";");
        if (rarely()) {
            fields.add(
                    1 + random.nextInt(fields.size()),
                    oneOf("", " ", separator.equals(" ") ? "" : "junk", field, "v=STSv1"));
        }
        String text = String.join(separator, fields) + oneOf("", ";", "; ", " ", ";;");
        return rarely() && isPlain && extensions.isEmpty()
                ? oneOf('"' + text + '"', " " + text, "\u201c" + text + "\u201d", "\u200b" + text)
                : text;
    }

    @Test
    void noise_neverBecomesWorse() {
        List<String> words = List.of(
                "version",
                "mode",
                "mx",
                "max_age",
                ":",
                "=",
                " ",
                "\n",
                "\r",
                "\r\n",
                "\\n",
                "STSv1",
                "v=STSv1",
                ";",
                "id=",
                "id",
                "a",
                "20260401",
                "enforce",
                "testing",
                "none",
                "mx.example.com",
                "*.example.com",
                "604800",
                "\"",
                "#",
                ",",
                "<",
                ">",
                "x: y",
                "x=y",
                "\t",
                "\u00a0",
                "\ufeff",
                "\u0000",
                "\u00e4",
                "192.0.2.1",
                "- ",
                "\\",
                "&quot;");
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder text =
                    new StringBuilder(oneOf("", "v=STSv1;", "version: STSv1\nmode: enforce\nmx: mx.example.com\n"));
            int count = random.nextInt(24);
            for (int j = 0; j < count; j++) {
                text.append(words.get(random.nextInt(words.size())));
            }

            CorrectionAssertions.assertSafe(PolicyParser.parse(text.toString().getBytes(StandardCharsets.UTF_8)));
            CorrectionAssertions.assertSafe(StsRecordSelector.read("x", List.of(text.toString()), NEW_ID));
        }
    }
}
