package io.mtasts.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelativeLinksTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # path      | page                            | rewritten
            /list       | <a href="dmarc">                | <a href="dmarc">
            /a/b        | <a href="dmarc">                | <a href="../dmarc">
            /a/b/       | <form action="./" method="get"> | <form action="../../" method="get">
            /a/b        | <a href="./?domain=a.test">     | <a href="../?domain=a.test">
            /a/b        | <a href="#main">                | <a href="#main">
            /a/b        | <a href="https://a.test/">      | <a href="https://a.test/">
            /a/b        | <button formaction="list">      | <button formaction="../list">
            /a/b        | <script src="page.js?1">        | <script src="../page.js?1">
            """)
    void at(String path, String page, String rewritten) {
        assertThat(RelativeLinks.at(path, page)).isEqualTo(rewritten);
    }
}
