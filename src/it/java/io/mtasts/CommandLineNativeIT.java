package io.mtasts;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each command and each of its formats in the native binary, which has only the classes that the build found to be used. */
class CommandLineNativeIT extends CommandLinePackagedIT {

    @Override
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | check enforcing.lab.test",
                "1 | check gap.lab.test --format junit",
                "1 | check gap.lab.test --format sarif",
                "1 | check gap.lab.test --format csv",
                "2 | check com",
                "3 | check dns-timeout.lab.test",
                "0 | setup enforcing.lab.test --mode enforce --id hash",
                "1 | setup null-mx.lab.test",
                "0 | plan enforcing.lab.test --mx mx9.lab.test --format ics",
                "3 | plan dns-timeout.lab.test --mx mx9.lab.test",
                "1 | report REPORT",
                "2 | report POLICY",
                "1 | validate POLICY --mx mx2.example.com",
                "0 | completion",
                "0 | check --help",
            })
    void exitCode(int expected, String arguments) throws Exception {
        super.exitCode(expected, arguments);
    }
}
