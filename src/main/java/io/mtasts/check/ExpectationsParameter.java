package io.mtasts.check;

import io.mtasts.check.CheckFailure.Reason;
import io.mtasts.check.CheckFailure.Rejected;
import io.mtasts.expect.Expectations;
import io.mtasts.expect.ParsedExpectations;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameter expect of a request. */
public final class ExpectationsParameter {

    private ExpectationsParameter() {}

    /**
     * Parses the parameter. Returns empty if it is null.
     *
     * @throws RejectedException if it is not valid
     */
    public static Optional<Expectations> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        ParsedExpectations parsed = Expectations.parse(text);
        if (parsed instanceof ParsedExpectations.Invalid invalid) {
            throw new RejectedException(Rejected.of(
                    Reason.INVALID_REQUEST,
                    "parameter-expect",
                    "The parameter expect is not valid at character " + invalid.position() + ". " + invalid.message()));
        }
        return Optional.of(((ParsedExpectations.Valid) parsed).expectations());
    }
}
