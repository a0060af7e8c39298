package com.tokkatot.account;

import com.tokkatot.shared.Vault;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * The n-th refresh token of a session: session, n, and a keyed hash of both with the session's
 * salt. The table keeps salt and n, so nothing in it opens anything, and the same token can be made
 * again for who asks twice.
 */
record RefreshToken(UUID session, int n, byte[] mac) {

  private static final int MAC_BYTES = 32;
  private static final int BYTES = 2 * Long.BYTES + Integer.BYTES + MAC_BYTES;

  static String make(Vault vault, UUID session, int n, byte[] salt) {
    var bytes = ByteBuffer.allocate(BYTES).put(head(session, n)).put(mac(vault, session, n, salt));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /** Nothing when the text cannot be one of ours. */
  static Optional<RefreshToken> parse(String text) {
    try {
      var bytes = Base64.getUrlDecoder().decode(text);
      if (bytes.length != BYTES) {
        return Optional.empty();
      }
      var in = ByteBuffer.wrap(bytes);
      var session = new UUID(in.getLong(), in.getLong());
      var n = in.getInt();
      return Optional.of(
          new RefreshToken(session, n, Arrays.copyOfRange(bytes, BYTES - MAC_BYTES, BYTES)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  boolean isGenuine(Vault vault, byte[] salt) {
    return salt != null && MessageDigest.isEqual(mac, mac(vault, session, n, salt));
  }

  private static byte[] mac(Vault vault, UUID session, int n, byte[] salt) {
    return vault.mac("refresh", head(session, n), salt);
  }

  private static byte[] head(UUID session, int n) {
    return ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES)
        .putLong(session.getMostSignificantBits())
        .putLong(session.getLeastSignificantBits())
        .putInt(n)
        .array();
  }
}
