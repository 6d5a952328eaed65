package io.mtasts.smtp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A decoder of replies, which may arrive in pieces of any size. It never holds more than one reply. RFC 5321, 4.2.
 *
 * <p>It accepts text that is not ASCII, as senders do, and nothing else that the grammar forbids.
 */
final class SmtpReplyDecoder {

    /** The line end included; four times the limit of RFC 5321, 4.5.3.1.5. */
    static final int MAX_LINE_OCTETS = 2_048;

    static final int MAX_LINES = 100;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final List<String> texts = new ArrayList<>();
    private int code;

    /** Returns the reply once it is complete. What the buffer holds after it was sent without a command. */
    Optional<Reply> read(ByteBuffer bytes) throws NotSmtpException {
        while (bytes.hasRemaining()) {
            byte octet = bytes.get();
            line.write(octet);
            if (octet == '\n') {
                Optional<Reply> reply = endLine();
                if (reply.isPresent()) {
                    return reply;
                }
            } else if (line.size() == MAX_LINE_OCTETS) {
                throw new NotSmtpException("a line of more than " + MAX_LINE_OCTETS + " octets");
            }
        }
        return Optional.empty();
    }

    private Optional<Reply> endLine() throws NotSmtpException {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (!text.endsWith("\r\n")) {
            throw new NotSmtpException("a line that does not end with CRLF: " + quoted(text));
        }
        return line(text.substring(0, text.length() - 2));
    }

    /** Reads a line: the code, and then "-" if another line follows, else a blank or nothing. */
    private Optional<Reply> line(String text) throws NotSmtpException {
        if (!startsWithCode(text) || !text.chars().allMatch(SmtpReplyDecoder::isText)) {
            throw new NotSmtpException("no reply: " + quoted(text));
        }
        int codeOfLine = Integer.parseInt(text.substring(0, 3));
        if (!texts.isEmpty() && codeOfLine != code) {
            throw new NotSmtpException("a reply with two codes, " + code + " and " + codeOfLine);
        }
        if (texts.size() == MAX_LINES) {
            throw new NotSmtpException("a reply of more than " + MAX_LINES + " lines");
        }
        code = codeOfLine;
        texts.add(text.length() > 4 ? text.substring(4) : "");
        return text.length() > 3 && text.charAt(3) == '-' ? Optional.empty() : Optional.of(complete());
    }

    private Reply complete() {
        Reply reply = new Reply(code, texts);
        texts.clear();
        return reply;
    }

    private static boolean startsWithCode(String text) {
        return text.length() >= 3
                && within(text.charAt(0), '2', '5')
                && within(text.charAt(1), '0', '5')
                && within(text.charAt(2), '0', '9')
                && (text.length() == 3 || text.charAt(3) == ' ' || text.charAt(3) == '-');
    }

    private static boolean isText(int c) {
        return c == '\t' || c >= ' ' && c != 0x7f;
    }

    private static boolean within(char c, char first, char last) {
        return c >= first && c <= last;
    }

    private static String quoted(String text) {
        return '"' + Reply.cut(text.strip()) + '"';
    }

    /** An exception for input that is not an SMTP reply, or is longer than the limits. */
    static final class NotSmtpException extends Exception {

        private static final long serialVersionUID = 1;

        NotSmtpException(String message) {
            super(message, null, false, false);
        }
    }
}
