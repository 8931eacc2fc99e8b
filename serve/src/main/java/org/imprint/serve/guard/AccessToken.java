package org.imprint.serve.guard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;

/** The secret that lets a client in. It never shows in {@link #toString}. */
public final class AccessToken {

    /** 128 bits in base 16, or more in any other way of writing. */
    private static final int FEWEST = 32;

    private static final int MOST = 512;
    private static final int MADE_BYTES = 32;

    /** What RFC 6750 allows in a bearer token, and URLs in a fragment. */
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9._~+/=-]+");

    private final String text;
    private final byte[] digest;

    private AccessToken(String text) {
        this.text = text;
        this.digest = sha256(text);
    }

    /** Makes one of 256 random bits. */
    public static AccessToken made() {
        byte[] bits = new byte[MADE_BYTES];
        new SecureRandom().nextBytes(bits);
        return new AccessToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /**
     * Returns the one that a file holds, white space around it aside.
     *
     * @throws ImprintException if others than its owner and group may read the file, or it holds no token of 32 to 512 characters
     */
    public static AccessToken ofFile(Path file) {
        try {
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Checks.require(
                        !Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ),
                        file + ": a token's file must not be readable by others (chmod o-r)",
                        "readable by all");
            }
            Checks.require(
                    Files.size(file) <= 2 * MOST, file + ": a token's file must be of few bytes", Files.size(file));
            return of(file.toString(), Files.readString(file).strip());
        } catch (IOException e) {
            throw new ImprintException(file + ": must be a readable file with a token in it, was not: " + e, e);
        }
    }

    static AccessToken of(String where, String text) {
        Checks.inRange(where + ": characters of a token", text.length(), FEWEST, MOST);
        if (!LEGAL.matcher(text).matches()) {
            throw new ImprintException(
                    where + ": a token must be of letters, digits and any of ._~+/=-, and holds another");
        }
        return new AccessToken(text);
    }

    /** Returns whether a text is this token. Takes as long for every text of one length. */
    public boolean matches(String given) {
        return MessageDigest.isEqual(digest, sha256(given));
    }

    /** Returns the token itself, to be told once to whoever started the server. */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return "AccessToken[…]";
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
