package io.mtasts.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A file that a browser sends in a form. It stays in memory, whereas the framework would write it to a temporary file. */
public final class UploadedFile {

    private static final int MAX_FIELDS = 10;
    private static final int MAX_FIELD_BYTES = 4096;

    private UploadedFile() {}

    /**
     * Returns the content of the first file of a form; empty if the form has none, or is not a form with files. RFC 7578.
     *
     * @param contentType the media type of the form, with its boundary
     * @param body the form; its size must be limited
     */
    public static Optional<byte[]> first(String contentType, byte[] body) {
        FullHttpRequest request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body));
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        HttpPostMultipartRequestDecoder form = null;
        try {
            form = new HttpPostMultipartRequestDecoder(
                    new DefaultHttpDataFactory(false), request, StandardCharsets.UTF_8, MAX_FIELDS, MAX_FIELD_BYTES);
            for (InterfaceHttpData field : form.getBodyHttpDatas()) {
                if (field instanceof FileUpload file && file.isCompleted()) {
                    return Optional.of(file.get());
                }
            }
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            // The decoder reports a malformed form by several kinds of exceptions.
            return Optional.empty();
        } finally {
            if (form != null) {
                form.destroy();
            }
            request.release();
        }
    }
}
