package io.mtasts.dns;

import io.mtasts.verdict.Lookup.Outcome;
import io.netty.channel.AddressedEnvelope;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.util.concurrent.Future;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.net.InetSocketAddress;

/** Puts one question to one server, once: by UDP, and by TCP where the answer is truncated. */
final class Exchange {

    private final Vertx vertx;
    private final LoopResolvers resolvers;

    Exchange(Vertx vertx, LoopResolvers resolvers) {
        this.vertx = vertx;
        this.resolvers = resolvers;
    }

    /** The answer comes on the subscriber's context; it never fails. */
    <T> Uni<Answer<T>> ask(InetSocketAddress server, Question<T> question) {
        // A question that cannot even be sent is as good as lost.
        Answer<T> none = Answer.without(question.chain(), Outcome.TIMEOUT);
        return Uni.createFrom()
                .<Answer<T>>emitter(emitter -> {
                    // Only the internal interface knows the loop of a context; Vert.x 5 has it in another package.
                    ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
                    context.nettyEventLoop()
                            .execute(() -> guarded(emitter, () -> send(server, question, context, emitter)));
                })
                .onFailure()
                .recoverWithItem(none);
    }

    private <T> void send(
            InetSocketAddress server,
            Question<T> question,
            ContextInternal context,
            UniEmitter<? super Answer<T>> emitter) {
        Future<AddressedEnvelope<DnsResponse, InetSocketAddress>> response =
                resolvers.on(context.nettyEventLoop()).query(server, question.toNetty());
        emitter.onTermination(() -> response.cancel(false));
        response.addListener(done -> guarded(emitter, () -> {
            Answer<T> answer = read(response, question);
            context.runOnContext(now -> emitter.complete(answer));
        }));
    }

    /** What is thrown on an event loop would be lost, and the subscriber would wait for ever. */
    private static void guarded(UniEmitter<?> emitter, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            emitter.fail(e);
        }
    }

    private static <T> Answer<T> read(
            Future<AddressedEnvelope<DnsResponse, InetSocketAddress>> response, Question<T> question) {
        // Whatever fails here is a time-out: Netty drops what is no answer to the question, and waits on.
        if (!response.isSuccess()) {
            return Answer.without(question.chain(), Outcome.TIMEOUT);
        }
        AddressedEnvelope<DnsResponse, InetSocketAddress> envelope = response.getNow();
        try {
            return AnswerReader.read(envelope.content(), question);
        } finally {
            envelope.release();
        }
    }
}
