package com.tokkatot.edge.firmware;

import com.tokkatot.wire.FirmwareOffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;

/** A file as the signer makes it, but for the signature: a hub looks at none. */
record TestImage(byte[] file) {

  static TestImage of(int length, long seed) {
    var image = new byte[length];
    new Random(seed).nextBytes(image);
    var file =
        ByteBuffer.allocate(256 + length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put("TKF1".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
            .putShort((short) 256)
            .putShort((short) 1)
            .putShort((short) 0)
            .putShort((short) 2)
            .putShort((short) 1)
            .putShort((short) 0)
            .putInt(0)
            .putInt(length);
    file.position(20).putInt(length).put(sha256(image)).position(256).put(image);
    return new TestImage(file.array());
  }

  FirmwareOffer offer(Instant until) {
    var header = new byte[256];
    System.arraycopy(file, 0, header, 0, header.length);
    return new FirmwareOffer(
        UUID.randomUUID(),
        "https://cloud.example/firmware/1",
        file.length,
        Base64.getEncoder().encodeToString(header),
        null,
        until);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
