package io.mtasts.cli;

import io.mtasts.text.DisplayText;
import java.util.stream.Collectors;

/** Text with parts from the network, made safe for terminals and files: each control character is spelled out. */
final class SafeText {

    private SafeText() {}

    /** Returns the text on one line. */
    static String line(String text) {
        return DisplayText.spellOut(text.replace('\n', ' '));
    }

    /** Returns the text with its line ends, and with an indent before each line but the first. */
    static String lines(String text, String indent) {
        return text.lines().map(DisplayText::spellOut).collect(Collectors.joining("\n" + indent));
    }
}
