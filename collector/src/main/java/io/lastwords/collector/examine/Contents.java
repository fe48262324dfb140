package io.lastwords.collector.examine;

import io.lastwords.model.examination.FileCopy.Content;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a file's first bytes say it is. */
final class Contents {
    private static final int TEXT_LOOK = 4_096;

    private Contents() {}

    /**
     * @param beginning the file's first bytes
     * @param whole whether all of the file was read
     */
    static Content of(byte[] beginning, long size, boolean whole) {
        if (size == 0) {
            return Content.EMPTY;
        }
        if (begins(beginning, 0x7f, 'E', 'L', 'F')) {
            return Content.ELF;
        }
        if (begins(beginning, '#', '!') || begins(beginning, 0xef, 0xbb, 0xbf, '#', '!')) {
            return Content.SCRIPT;
        }
        if (begins(beginning, 'P', 'K', 3, 4)) {
            return Content.ZIP;
        }
        if (begins(beginning, 0x1f, 0x8b)) {
            return Content.GZIP;
        }
        if (begins(beginning, 'M', 'Z')) {
            return Content.PE;
        }
        if (begins(beginning, 0xcf, 0xfa, 0xed, 0xfe) || begins(beginning, 0xca, 0xfe, 0xba, 0xbe)) {
            return Content.MACH_O;
        }
        return text(beginning, whole);
    }

    private static Content text(byte[] beginning, boolean whole) {
        boolean zeros = true;
        boolean text = beginning.length > 0;
        for (int i = 0; i < Math.min(beginning.length, TEXT_LOOK); i++) {
            byte b = beginning[i];
            zeros &= b == 0;
            text &= b < 0 || b >= ' ' || b == '\n' || b == '\r' || b == '\t' || b == '\f' || b == 0x1b;
        }
        if (zeros) {
            return beginning.length > 0 || whole ? Content.ZEROS : Content.OTHER;
        }
        String first = new String(beginning, 0, Math.min(beginning.length, 512), StandardCharsets.UTF_8)
                .replaceFirst("^\uFEFF", "")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        if (first.startsWith("version https://git-lfs")) {
            return Content.LFS_POINTER;
        }
        if (first.startsWith("<!doctype html") || first.startsWith("<html")) {
            return Content.HTML;
        }
        return text ? Content.TEXT : Content.OTHER;
    }

    private static boolean begins(byte[] bytes, int... magic) {
        if (bytes.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
