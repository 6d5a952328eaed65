package io.mtasts.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MixedScriptsTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
                    # name,              mixed,  why
                    bücher.example,      false,  Latin with a mark
                    пример.com,          false,  Cyrillic below a Latin top
                    пример.παράδειγμα,   false,  label by label
                    аррӏе.com,           false,  all Cyrillic: looks Latin but mixes nothing
                    пример-1.com,        false,  digits and hyphens are of all scripts
                    日本語ひらがなカタカナ.jp,    false,  three scripts of Japanese
                    東京abc.jp,           false,  Japanese with Latin
                    カタカナx.jp,          false,  Katakana with Latin
                    ラーメン・寿司.jp,       false,  the dot and the long vowel of Japanese
                    한국語.kr,            false,  Hangul with Han
                    한국abc.kr,           false,  Hangul with Latin
                    ㄅ中.tw,              false,  Bopomofo with Han
                    中文abc.cn,           false,  Han with Latin
                    exаmple.com,         true,   Cyrillic in Latin
                    a.b.exаmple.com,     true,   in one label of many
                    exαmple.com,         true,   Greek in Latin
                    приmер.com,          true,   Latin in Cyrillic
                    пример中.com,         true,   Cyrillic with Han
                    한ひ.com,             true,   Hangul with Hiragana
                    aกข.com,             true,   Latin with Thai: moderately restrictive only
                    aखग.com,             true,   Latin with Devanagari: the same
                    אبג.com,             true,   Hebrew with Arabic
                    """)
    void mixed(String name, boolean mixed, String why) {
        assertThat(MixedScripts.isMixed(name)).as(why).isEqualTo(mixed);
    }
}
