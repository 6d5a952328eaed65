package io.mtasts.sts;

import io.mtasts.text.Lines;
import io.mtasts.text.Wsp;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An id of a record that is made from the policy, so that a forgotten change of the id shows without a memory.
 *
 * <p>The id is {@code sts} and the first 29 hexadecimal digits, in lower case, of the SHA-256 hash of the policy. The hash is
 * that of the text in UTF-8 with LF at the end of each line, without white space at the end of a line, and without blank
 * lines. So the id of a file with LF line ends is {@code sts$(sha256sum < mta-sts.txt | cut -c1-29)}. RFC 8461, 3.1 allows
 * 32 letters and digits.
 */
public final class PolicyId {

    private static final String PREFIX = "sts";
    private static final int DIGITS = 29;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{" + DIGITS + "}");

    /** Whether an id was made from a policy. */
    public enum Match {
        YES,
        NO,
        /** The id has another form, or one of the two is not known. */
        UNKNOWN
    }

    private PolicyId() {}

    /** Returns the id of a policy. */
    public static String of(String policy) {
        return PREFIX + sha256(canonical(policy)).substring(0, DIGITS);
    }

    /** Returns whether an id has the form of those that are made from a policy. */
    public static boolean isPolicyId(String id) {
        return FORM.matcher(id).matches();
    }

    /** Returns whether an id was made from a policy. */
    public static Match match(String id, String policy) {
        if (!isPolicyId(id)) {
            return Match.UNKNOWN;
        }
        return id.equals(of(policy)) ? Match.YES : Match.NO;
    }

    private static String canonical(String policy) {
        return Lines.of(policy).stream()
                .map(Wsp::stripTrailing)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
