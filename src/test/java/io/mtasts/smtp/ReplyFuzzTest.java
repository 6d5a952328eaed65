package io.mtasts.smtp;

import static io.mtasts.fuzz.FuzzAssertions.holds;
import static io.mtasts.fuzz.FuzzAssertions.same;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mtasts.smtp.SmtpReplyDecoder.NotSmtpException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a mail server sends is read within its bounds, as one expression for all of RFC 5321, 4.2 does, in any pieces. */
class ReplyFuzzTest {

    /** A reply at the start of a text whose characters are octets. */
    private static final Pattern REPLY = Pattern.compile(
            "(?:([2-5][0-5][0-9])-[\\t -~\\x80-\\xff]*\\r\\n(?:\\1-[\\t -~\\x80-\\xff]*\\r\\n)*+\\1|([2-5][0-5][0-9]))"
                    + "(?: [\\t -~\\x80-\\xff]*)?\\r\\n");

    /** Two UTF-16 units for each character that is reported. */
    private static final int MAX_UNITS = 500;

    @FuzzTest
    void reply(byte[] input) {
        ByteBuffer all = ByteBuffer.wrap(input);
        Optional<Reply> reply = read(all, input.length);
        String octets = new String(input, StandardCharsets.ISO_8859_1);

        same(read(ByteBuffer.wrap(input), 1), reply);
        Matcher grammar = REPLY.matcher(octets);
        if (reply.isPresent()) {
            holds(grammar.lookingAt() && grammar.end() == all.position(), "a reply is one by the grammar");
            same(reply.get().code(), Integer.parseInt(octets.substring(0, 3)));
            same((long) reply.get().lines().size(), grammar.group().lines().count());
            holds(reply.get().lines().size() <= SmtpReplyDecoder.MAX_LINES, "few lines");
            holds(reply.get().toString().length() <= MAX_UNITS, "few words");
        } else if (input.length < SmtpReplyDecoder.MAX_LINE_OCTETS && grammar.lookingAt()) {
            holds(grammar.group().lines().count() > SmtpReplyDecoder.MAX_LINES, "what is a reply is read as one");
        }
    }

    /** Empty where there is none, or not all of one. */
    private static Optional<Reply> read(ByteBuffer bytes, int octetsAtOnce) {
        SmtpReplyDecoder reader = new SmtpReplyDecoder();
        try {
            Optional<Reply> reply = Optional.empty();
            while (reply.isEmpty() && bytes.hasRemaining()) {
                ByteBuffer piece = bytes.slice().limit(Math.min(octetsAtOnce, bytes.remaining()));
                reply = reader.read(piece);
                bytes.position(bytes.position() + piece.position());
            }
            return reply;
        } catch (NotSmtpException e) {
            holds(String.valueOf(e.getMessage()).length() <= MAX_UNITS, "why not, in few words");
            return Optional.empty();
        }
    }
}
