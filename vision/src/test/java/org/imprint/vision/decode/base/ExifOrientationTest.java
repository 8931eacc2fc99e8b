package org.imprint.vision.decode.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.zip.CRC32;
import org.imprint.vision.decode.ImageDecoder;
import org.imprint.vision.decode.ImageFiles;
import org.imprint.vision.decode.Orientation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as an orientation was read off Pillow 9.4's {@code ImageOps.exif_transpose}, case by case. */
class ExifOrientationTest {

    private static final int SIX_TURNS = 6;

    /** One entry of the tag in a block of its own; a value of more than four bytes follows the directory. */
    private static byte[] exif(ByteOrder order, int type, int count, byte[] value) {
        ByteBuffer block =
                ByteBuffer.allocate(26 + (value.length > 4 ? value.length : 0)).order(order);
        block.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
        block.putShort((short) 42).putInt(8).putShort((short) 1);
        block.putShort((short) 0x112).putShort((short) type).putInt(count);
        if (value.length > 4) {
            block.putInt(26).putInt(0).put(value);
        } else {
            block.put(value);
        }
        return block.array();
    }

    private static OptionalInt read(byte[] exif) {
        return ExifOrientation.read(new Bytes("x", exif), 0, exif.length);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 06, 0", // bytes are no number in Pillow
        "2, 06, 0",
        "3, 0600, 6",
        "4, 06000000, 6",
        "6, 06, 6",
        "7, 06, 0",
        "8, 0600, 6",
        "9, 06000000, 6",
        "11, 0000c040, 6",
        "13, 06000000, 6",
        "5, 0600000001000000, 6",
        "10, 0c00000002000000, 6",
        "12, 0000000000001840, 6",
        "16, 0600000000000000, 6",
        "3, 0900, 0",
        "3, 0000, 0",
        "8, ffff, 0",
        "5, 0600000000000000, 0",
        "11, 0000c87f, 0"
    })
    void readsEveryNumericType(int type, String hexadecimal, int expected) {
        byte[] value = HexFormat.of().parseHex(hexadecimal);
        OptionalInt orientation = read(exif(ByteOrder.LITTLE_ENDIAN, type, 1, value));
        assertThat(orientation.orElse(0)).isEqualTo(expected);
        byte[] turned = value.clone();
        if (type != 5 && type != 10) {
            for (int i = 0; i < value.length; i++) {
                turned[i] = value[value.length - 1 - i];
            }
            assertThat(read(exif(ByteOrder.BIG_ENDIAN, type, 1, turned)).orElse(0))
                    .isEqualTo(expected);
        }
    }

    @Test
    void takesTheFirstOfSeveralValuesAndTheLastOfSeveralTags() {
        assertThat(read(exif(ByteOrder.LITTLE_ENDIAN, 3, 2, new byte[] {6, 0, 1, 0})))
                .hasValue(SIX_TURNS);
        assertThat(read(exif(ByteOrder.LITTLE_ENDIAN, 3, 0, new byte[] {6, 0, 1, 0})))
                .isEmpty();
        byte[] two = HexFormat.of()
                .parseHex(
                        "49492a00080000000200" + "120103000100000006000000" + "120103000100000003000000" + "00000000");
        assertThat(read(two)).hasValue(3);
        byte[] more = two.clone();
        more[8] = 9; // entries that are not there
        assertThat(read(more)).hasValue(3);
    }

    @Test
    void damagedNotesSayNothing() {
        assertThat(read("garbage that is no TIFF block".getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
        assertThat(read(new byte[0])).isEmpty();
        byte[] beyond = exif(ByteOrder.LITTLE_ENDIAN, 12, 1, new byte[8]);
        beyond[18] = 127;
        assertThat(read(beyond)).isEmpty();
    }

    /** A chunk counts before a raw profile, that before XMP, wherever each stands, and the last of a kind. */
    @Test
    void findsPngsNotesInTheirOrder() throws IOException {
        byte[] six = exif(ByteOrder.LITTLE_ENDIAN, 3, 1, new byte[] {6, 0, 0, 0});
        byte[] one = exif(ByteOrder.LITTLE_ENDIAN, 3, 1, new byte[] {1, 0, 0, 0});
        String raw = "Raw profile type exif\0\nexif\n      26\n";
        byte[] profile = (raw + HexFormat.of().formatHex(six)).getBytes(StandardCharsets.ISO_8859_1);
        byte[] xmp = "XML:com.adobe.xmp\0\0\0\0\0<x tiff:Orientation=\"6\"/>".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(turned("eXIf", six)).isTrue();
        assertThat(turned("eXIf", six, "eXIf", one)).isFalse();
        assertThat(turned("tEXt", profile)).isTrue();
        assertThat(turned("eXIf", one, "tEXt", profile)).isFalse();
        assertThat(turned("iTXt", xmp)).isTrue();
        assertThat(turned("eXIf", one, "iTXt", xmp)).isFalse();
        assertThat(turned("tEXt", (raw + "zz").getBytes(StandardCharsets.ISO_8859_1)))
                .isFalse();
    }

    private static boolean turned(Object... chunks) throws IOException {
        byte[] png = Files.readAllBytes(ImageFiles.FOLDER.resolve("rgb8.png"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(png, 0, 33);
        for (int i = 0; i < chunks.length; i += 2) {
            byte[] body = (byte[]) chunks[i + 1];
            byte[] typed = ByteBuffer.allocate(4 + body.length)
                    .put(((String) chunks[i]).getBytes(StandardCharsets.US_ASCII))
                    .put(body)
                    .array();
            CRC32 crc = new CRC32();
            crc.update(typed);
            out.write(ByteBuffer.allocate(4).putInt(body.length).array());
            out.write(typed);
            out.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
        }
        out.write(png, 33, png.length - 33);
        return ImageDecoder.decode("x.png", out.toByteArray(), Orientation.UPRIGHT)
                        .width()
                == 13;
    }
}
