package io.mtasts.sts;

import io.mtasts.finding.Finding;
import io.mtasts.finding.TextSpan;
import io.mtasts.text.Lines;
import io.mtasts.text.Wsp;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The body of a policy as lines of text, with the faults that concern the whole body. RFC 8461, 3.2.
 *
 * @param text the whole body, for people to read
 * @param content the text without a byte order mark; decoded by the encoding that was recognized, if it is not UTF-8
 * @param lines the lines without their ends; none if the body is not a text
 */
record DecodedPolicyBody(String text, String content, List<String> lines, List<Finding> findings) {

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Pattern LONE_CR = Pattern.compile("\\r(?!\\n)");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]");
    /** ASCII text in UTF-16 has two bytes for each character. */
    private static final Pattern WIDE = Pattern.compile("(?s)(?:[^\\x00]\\x00){2}.*|(?:\\x00[^\\x00]){2}.*");

    static DecodedPolicyBody of(byte[] body) {
        List<Finding> findings = new ArrayList<>();
        Optional<String> utf8 = decode(body);
        String text = utf8.orElseGet(() -> new String(body, StandardCharsets.UTF_8));
        if (utf8.isEmpty() || WIDE.matcher(text).matches()) {
            String looksLike = text.indexOf('\0') >= 0 ? "UTF-16" : "another encoding";
            findings.add(PolicyFinding.POLICY_ENCODING.about("policy").withEvidence(looksLike));
            return new DecodedPolicyBody(text, decodeOther(body, text), List.of(), findings);
        }
        if (text.startsWith(BYTE_ORDER_MARK)) {
            findings.add(PolicyFinding.POLICY_BOM.about("policy").withLocation(new TextSpan(1, 1, 1)));
        }
        String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        if (content.isBlank()) {
            findings.add(PolicyFinding.POLICY_EMPTY.about("policy"));
            return new DecodedPolicyBody(text, content, List.of(), findings);
        }
        List<String> lines = Lines.of(content);
        if (LONE_CR.matcher(content).find()) {
            findings.add(PolicyFinding.POLICY_LINE_ENDINGS.about("policy").withEvidence("a lone carriage return"));
        }
        reportControlCharacter(lines, findings);
        return new DecodedPolicyBody(text, content, lines, findings);
    }

    private static void reportControlCharacter(List<String> lines, List<Finding> findings) {
        for (int i = 0; i < lines.size(); i++) {
            Matcher control = CONTROL.matcher(lines.get(i));
            if (control.find()) {
                findings.add(PolicyFinding.POLICY_CONTROL_CHAR
                        .about("line " + (i + 1))
                        .withEvidence(
                                String.format("U+%04X", (int) control.group().charAt(0)))
                        .withLocation(new TextSpan(i + 1, control.start() + 1, 1)));
                return;
            }
        }
    }

    static boolean hasControlCharacter(String line) {
        return CONTROL.matcher(line).find();
    }

    /** Returns a valid line without its control characters. A tab within the line becomes a space. */
    static String withoutControlCharacters(String line) {
        String stripped = Wsp.stripTrailing(line);
        int value = line.indexOf(':') + 1;
        boolean hasTab = Wsp.strip(line.substring(value)).contains("\t");
        return hasTab || hasControlCharacter(line)
                ? CONTROL.matcher(stripped).replaceAll("").replace('\t', ' ')
                : line;
    }

    /** Decodes a body that is not UTF-8: UTF-16 with or without a byte order mark, or an encoding of one byte. */
    private static String decodeOther(byte[] body, String text) {
        Charset charset = StandardCharsets.ISO_8859_1;
        if (text.indexOf('\0') >= 0) {
            boolean isBigEndian = body[0] == 0 || body[0] == (byte) 0xFE;
            charset = isBigEndian ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        }
        String decoded = new String(body, charset);
        return decoded.startsWith(BYTE_ORDER_MARK) ? decoded.substring(1) : decoded;
    }

    private static Optional<String> decode(byte[] body) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
