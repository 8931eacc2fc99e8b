package org.imprint.serve.guard.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprint.core.ImprintException;

/** Reads private keys as PEM: PKCS#8 as Java knows it, and the two older forms by putting them into one of PKCS#8. */
final class PemKey {

    private static final Pattern BLOCK = Pattern.compile(
            "-----BEGIN ((?:RSA |EC |ENCRYPTED )?PRIVATE KEY)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int OBJECT_ID = 0x06;
    private static final int PARAMETERS = 0xA0;
    private static final byte[] VERSION_0 = {2, 1, 0};
    /** 1.2.840.113549.1.1.1 and no parameters. */
    private static final byte[] RSA = {6, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 1, 1, 5, 0};
    /** 1.2.840.10045.2.1. */
    private static final byte[] EC = {6, 7, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 2, 1};

    private PemKey() {}

    /** Reads the first key of a file. @throws ImprintException if there is none, or it is encrypted, naming the command that mends it */
    static PrivateKey read(Path file) {
        Matcher block = BLOCK.matcher(text(file));
        if (!block.find()) {
            throw new ImprintException(
                    file + ": must hold a private key as PEM (-----BEGIN PRIVATE KEY-----), has none");
        }
        String form = block.group(1);
        String body = block.group(2);
        if (form.startsWith("ENCRYPTED") || body.contains("ENCRYPTED")) {
            throw new ImprintException(
                    file + ": must be a key without a password, is encrypted; this writes one without:\n"
                            + "openssl pkcs8 -topk8 -nocrypt -in " + file + " -out key.pem");
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(body);
            return key(
                    file,
                    switch (form) {
                        case "RSA PRIVATE KEY" -> pkcs8(RSA, bytes);
                        case "EC PRIVATE KEY" -> pkcs8(join(EC, curve(bytes)), bytes);
                        default -> bytes;
                    });
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw damaged(file, e);
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new ImprintException(file + ": must be a readable file of a private key, was not: " + e, e);
        }
    }

    private static PrivateKey key(Path file, byte[] pkcs8) {
        GeneralSecurityException last = null;
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException e) {
                last = e;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
        throw damaged(file, last);
    }

    private static ImprintException damaged(Path file, Exception cause) {
        return new ImprintException(file + ": must be a private key of RSA, EC or EdDSA, cannot be read as one", cause);
    }

    private static byte[] pkcs8(byte[] algorithm, byte[] key) {
        return node(SEQUENCE, join(VERSION_0, node(SEQUENCE, algorithm), node(OCTETS, key)));
    }

    /** Returns the curve's object id from a SEC 1 key: SEQUENCE (version, OCTET STRING, [0] curve, …). */
    private static byte[] curve(byte[] key) {
        int at = content(key, 0);
        while (at < key.length) {
            if ((key[at] & 0xFF) == PARAMETERS && key[content(key, at)] == OBJECT_ID) {
                return Arrays.copyOfRange(key, content(key, at), end(key, at));
            }
            at = end(key, at);
        }
        throw new ImprintException("has no curve");
    }

    /** Returns where the content of the node at a place begins. */
    private static int content(byte[] der, int at) {
        int first = der[at + 1] & 0xFF;
        return at + 2 + (first < 0x80 ? 0 : first - 0x80);
    }

    private static int end(byte[] der, int at) {
        int from = content(der, at);
        int length = der[at + 1] & 0xFF;
        if (length >= 0x80) {
            length = 0;
            for (int i = at + 2; i < from; i++) {
                length = length << 8 | der[i] & 0xFF;
            }
        }
        if (length < 0) {
            throw new ImprintException("has no legal length");
        }
        return from + length;
    }

    private static byte[] node(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            byte[] length = BigInteger.valueOf(content.length).toByteArray();
            int from = length[0] == 0 ? 1 : 0;
            out.write(0x80 + length.length - from);
            out.write(length, from, length.length - from);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
