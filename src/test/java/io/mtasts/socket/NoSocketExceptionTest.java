package io.mtasts.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;

class NoSocketExceptionTest {

    @Test
    void of_aLackOfDescriptorsAsNettyTellsIt() {
        ChannelException netty = new ChannelException("Failed to open a socket.");

        assertThat(NoSocketException.of(netty))
                .get()
                .extracting(Throwable::getCause)
                .isSameAs(netty);
        assertThat(NoSocketException.of(new IllegalStateException(netty))).isPresent();
    }

    @Test
    void of_whatIsKnownAlready() {
        NoSocketException known = new NoSocketException(new ChannelException());

        assertThat(NoSocketException.of(known)).containsSame(known);
    }

    @ParameterizedTest
    @NullSource
    @MethodSource("others")
    void of_whatTheOtherSideOrTheNetworkDid(@Nullable Throwable failure) {
        assertThat(NoSocketException.of(failure)).isEmpty();
    }

    static Stream<Throwable> others() {
        return Stream.of(new ConnectException("refused"), new TimeoutException(), new IllegalStateException());
    }
}
