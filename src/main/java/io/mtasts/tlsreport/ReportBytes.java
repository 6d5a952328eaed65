package io.mtasts.tlsreport;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** A decompressor for reports. It recognizes gzip by its first bytes, since senders and browsers label files in many ways. */
final class ReportBytes {

    private static final int BUFFER_SIZE = 8 << 10;

    private ReportBytes() {}

    /**
     * Returns the JSON text of a file. Bytes after the compressed data are ignored, as gzip itself does.
     *
     * @throws UnreadableReportException if the file is too large before or after decompression, or damaged
     */
    static byte[] decompress(byte[] file) throws UnreadableReportException {
        if (file.length > ReportLimits.MAX_BYTES) {
            throw new UnreadableReportException(
                    ReportFailure.TOO_LARGE, "The file is larger than " + ReportLimits.MAX_BYTES + " bytes.");
        }
        byte[] content = file;
        for (int layer = 0; isGzip(content); layer++) {
            if (layer == ReportLimits.MAX_LAYERS) {
                throw new UnreadableReportException(
                        ReportFailure.UNREADABLE, "The file is compressed more than twice. Decompress it first.");
            }
            content = decompressOnce(content, file.length);
        }
        return content;
    }

    /** RFC 1952, 2.3.1. */
    private static boolean isGzip(byte[] content) {
        return content.length >= 2 && (content[0] & 0xFF) == 0x1F && (content[1] & 0xFF) == 0x8B;
    }

    private static byte[] decompressOnce(byte[] compressed, int sentBytes) throws UnreadableReportException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER_SIZE];
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed), BUFFER_SIZE)) {
            for (int count = gzip.read(buffer); count >= 0; count = gzip.read(buffer)) {
                content.write(buffer, 0, count);
                requireAllowed(content.size(), sentBytes);
            }
        } catch (IOException e) {
            // The message of the library describes the library, not the file.
            throw new UnreadableReportException(
                    ReportFailure.UNREADABLE,
                    "The compressed data (gzip) is damaged or incomplete after " + content.size()
                            + " decompressed bytes. Save the attachment of the report again.");
        }
        return content.toByteArray();
    }

    private static void requireAllowed(int decompressedBytes, int sentBytes) throws UnreadableReportException {
        if (decompressedBytes > ReportLimits.MAX_DECOMPRESSED_BYTES) {
            throw new UnreadableReportException(
                    ReportFailure.TOO_LARGE,
                    "The decompressed report is larger than " + ReportLimits.MAX_DECOMPRESSED_BYTES + " bytes.");
        }
        if (decompressedBytes > ReportLimits.MAX_BYTES_OF_ANY_RATIO
                && decompressedBytes / ReportLimits.MAX_RATIO > sentBytes) {
            throw new UnreadableReportException(
                    ReportFailure.TOO_LARGE,
                    "The decompressed report is more than " + ReportLimits.MAX_RATIO + " times as large as the file.");
        }
    }
}
