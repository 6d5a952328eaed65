package io.mtasts.sts;

/** A comparison of words that tolerates one slip of the keyboard. */
final class Spelling {

    private Spelling() {}

    /** Returns whether one insertion, deletion, replacement or exchange of neighbors turns the word into the other one. */
    static boolean isSlip(String word, String correct) {
        int start = 0;
        int shorter = Math.min(word.length(), correct.length());
        while (start < shorter && word.charAt(start) == correct.charAt(start)) {
            start++;
        }
        String rest = word.substring(start);
        String correctRest = correct.substring(start);
        return tail(rest, 1).equals(correctRest)
                || rest.equals(tail(correctRest, 1))
                || !rest.isEmpty() && !correctRest.isEmpty() && tail(rest, 1).equals(tail(correctRest, 1))
                || rest.length() >= 2
                        && correctRest.length() >= 2
                        && rest.charAt(0) == correctRest.charAt(1)
                        && rest.charAt(1) == correctRest.charAt(0)
                        && tail(rest, 2).equals(tail(correctRest, 2));
    }

    private static String tail(String text, int from) {
        return text.substring(Math.min(from, text.length()));
    }
}
