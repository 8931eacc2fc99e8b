package org.imprint.study.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Inflater;
import java.util.zip.InflaterOutputStream;

/** Reads the blocks of a page as the browser does, with code of its own. */
final class Blocks64 {

    private static final Pattern BLOCK =
            Pattern.compile("<script type=\"text/plain\" id=\"block-([a-z0-9-]+)\">([A-Za-z0-9+/=]*)</script>");

    private final Map<String, byte[]> blocks = new LinkedHashMap<>();

    Blocks64(String html) {
        Matcher block = BLOCK.matcher(html);
        while (block.find()) {
            blocks.put(block.group(1), inflated(Base64.getDecoder().decode(block.group(2))));
        }
    }

    private static byte[] inflated(byte[] deflated) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InflaterOutputStream inflater = new InflaterOutputStream(out, new Inflater(true))) {
            inflater.write(deflated);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    boolean has(String name) {
        return blocks.containsKey(name);
    }

    JsonNode json(String name) {
        try {
            return new ObjectMapper().readTree(blocks.get(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the columns of a block: each a count, then zigzag differences, as LEB128. */
    List<List<Integer>> columns(String name) {
        byte[] bytes = blocks.get(name);
        int[] at = {0};
        List<List<Integer>> columns = new ArrayList<>();
        while (at[0] < bytes.length) {
            int n = varint(bytes, at);
            List<Integer> column = new ArrayList<>();
            int value = 0;
            for (int i = 0; i < n; i++) {
                int code = varint(bytes, at);
                value += (code & 1) == 0 ? code >>> 1 : ~(code >>> 1);
                column.add(value);
            }
            columns.add(column);
        }
        return columns;
    }

    private static int varint(byte[] bytes, int[] at) {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = bytes[at[0]++];
            value |= (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }
}
