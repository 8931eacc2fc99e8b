package org.imprint.classifier.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.imprint.core.ImprintException;

/** JSON of a file's parts: what is unknown, missing, twice there or of another type is refused. */
final class StrictJson {

    private static final int MAX_NESTING = 16;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private StrictJson() {}

    static String write(Object part) {
        try {
            return MAPPER.writeValueAsString(part);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("parts of a file are always JSON", e);
        }
    }

    static byte[] bytes(Object part) {
        return write(part).getBytes(StandardCharsets.UTF_8);
    }

    /** Reads a part. @param what names it, for the message */
    static <T> T read(String what, String json, Class<T> type) {
        T part;
        try {
            part = MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new ImprintException(what + " must be as this version writes it: " + e.getOriginalMessage(), e);
        }
        return present(what, part);
    }

    /** Reads a part of UTF-8 bytes. */
    static <T> T read(String what, byte[] json, Class<T> type) {
        try {
            return read(
                    what,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(json))
                            .toString(),
                    type);
        } catch (CharacterCodingException e) {
            throw new ImprintException(what + " must be valid UTF-8", e);
        }
    }

    /** Returns a value that must be there. */
    static <T> T present(String what, T value) {
        if (value == null) {
            throw new ImprintException(what + " must be there, is missing");
        }
        return value;
    }
}
