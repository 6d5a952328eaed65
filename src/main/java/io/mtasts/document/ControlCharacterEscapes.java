package io.mtasts.document;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mtasts.text.DisplayText;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * A JSON customizer that escapes control and formatting characters, beyond what JSON requires.
 *
 * <p>Documents contain text from the network, and people read them in terminals.
 */
@Singleton
class ControlCharacterEscapes implements ObjectMapperCustomizer {

    private static final int DELETE = 0x7f;

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.getFactory().setCharacterEscapes(new Escapes());
    }

    private static final class Escapes extends CharacterEscapes {

        private static final long serialVersionUID = 1;

        private static final int[] ASCII = standardAsciiEscapesForJSON();

        static {
            ASCII[DELETE] = ESCAPE_STANDARD;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ASCII.clone();
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int c) {
            return DisplayText.isControlOrFormat(c) ? new SerializedString(String.format("\\u%04x", c)) : null;
        }
    }
}
