package io.mtasts.dns;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.dns.DatagramDnsResponseDecoder;
import io.netty.handler.codec.dns.DnsResponse;

/** Reads a response that came by UDP; what is not whole is asked for again by TCP, whether it says so or not. */
@Sharable
final class DatagramDecoder extends DatagramDnsResponseDecoder {

    DatagramDecoder() {
        super(new WireRecordDecoder());
    }

    @Override
    protected DnsResponse decodeResponse(ChannelHandlerContext context, DatagramPacket packet) throws Exception {
        DnsResponse response = super.decodeResponse(context, packet);
        if (packet.content().isReadable() || ResponseInterpreter.truncated(response)) {
            response.setTruncated(true);
        }
        return response;
    }
}
