package dev.belay.value;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 digest, written as 64 lower-case hexadecimal digits. */
public record Digest(String hex) {

    /** The digest of a text's UTF-8 bytes. */
    public static Digest of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The digest of bytes. */
    public static Digest of(byte[] bytes) {
        return formatted(sha256().digest(bytes));
    }

    /** The digest that a {@link MessageDigest} of {@link #sha256()} has come to; the message digest is reset. */
    public static Digest of(MessageDigest digest) {
        return formatted(digest.digest());
    }

    /** A fresh SHA-256, for streams. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The first digits, enough for people to tell two digests apart. */
    public String brief() {
        return hex.substring(0, Math.min(7, hex.length()));
    }

    private static Digest formatted(byte[] digest) {
        return new Digest(HexFormat.of().formatHex(digest));
    }

    @Override
    public String toString() {
        return hex;
    }
}
