package org.imprint.serve.guard;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes session ids and knows its own: when it ends and 128 random bits, signed by HMAC-SHA256 with a key that ends with the process.
 *
 * <p>Nothing is kept of a session, so no client can fill the memory with them. An id tells nothing of the token.
 */
public final class SessionKey {

    /** How long a session lasts. */
    static final Duration LIFE = Duration.ofHours(12);

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 16;
    private static final int SIGNED_BYTES = Long.BYTES + NONCE_BYTES;
    /** The last letter has two bits that say nothing: they are zero, so that one session has one id. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{74}[AEIMQUYcgkosw048]");

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;
    private final Clock clock;

    /** Makes a key. */
    public SessionKey(Clock clock) {
        byte[] bits = new byte[KEY_BYTES];
        random.nextBytes(bits);
        this.key = new SecretKeySpec(bits, ALGORITHM);
        this.clock = clock;
    }

    /** Returns the id of a session that begins now. */
    String issue() {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] signed = ByteBuffer.allocate(SIGNED_BYTES)
                .putLong(clock.instant().plus(LIFE).getEpochSecond())
                .put(nonce)
                .array();
        byte[] signature = sign(signed);
        byte[] whole = ByteBuffer.allocate(signed.length + signature.length)
                .put(signed)
                .put(signature)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /** Returns whether an id is of this key and its session has not ended. */
    boolean knows(String id) {
        if (!ID.matcher(id).matches()) {
            return false;
        }
        ByteBuffer whole = ByteBuffer.wrap(Base64.getUrlDecoder().decode(id));
        byte[] signed = new byte[SIGNED_BYTES];
        whole.get(signed);
        byte[] signature = new byte[whole.remaining()];
        whole.get(signature);
        return MessageDigest.isEqual(signature, sign(signed))
                && clock.instant()
                        .isBefore(Instant.ofEpochSecond(ByteBuffer.wrap(signed).getLong()));
    }

    private byte[] sign(byte[] signed) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
