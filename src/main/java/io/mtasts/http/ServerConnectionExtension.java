package io.mtasts.http;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An extension that Netty loads. It adds a handler to each connection of a client, which Vert.x and Quarkus show only at the
 * first request. The system property {@value ChannelInitializerExtension#EXTENSIONS_SYSTEM_PROPERTY} enables it.
 */
@RegisterForReflection
public final class ServerConnectionExtension extends ChannelInitializerExtension {

    /** The value of the system property that makes Netty look for extensions. */
    public static final String ENABLED = "serviceload";

    /** Netty creates the instance, so that it cannot be given to it. */
    private static volatile Optional<Supplier<ChannelHandler>> handlers = Optional.empty();

    /** Sets the source of the handlers for new connections. */
    static void use(Supplier<ChannelHandler> source) {
        handlers = Optional.of(source);
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        handlers.ifPresent(source -> channel.pipeline().addFirst(source.get()));
    }
}
