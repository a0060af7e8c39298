package com.tokkatot.firmware;

import com.tokkatot.wire.FirmwareHeader;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** Signs images as {@code firmware/tools/sign} does. */
final class SignedImages {

  static final int VIRTUAL = 1;
  static final int SENSOR_C3 = 4;

  private final KeyPair key;

  SignedImages() throws GeneralSecurityException {
    var maker = KeyPairGenerator.getInstance("EC");
    maker.initialize(new ECGenParameterSpec("secp256r1"));
    key = maker.generateKeyPair();
  }

  /** Writes the public key where those lie that count. */
  FirmwareKeys trusted(Path folder) throws IOException {
    var base64 = Base64.getMimeEncoder().encodeToString(key.getPublic().getEncoded());
    Files.writeString(
        folder.resolve("release.pem"),
        "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n");
    return new FirmwareKeys(folder);
  }

  byte[] file(int board, String version, String content) throws GeneralSecurityException {
    return file(board, version, content.getBytes(StandardCharsets.UTF_8));
  }

  byte[] file(int board, String version, byte[] image) throws GeneralSecurityException {
    var parts = Version.of(version).orElseThrow();
    var out =
        ByteBuffer.allocate(FirmwareHeader.LENGTH + image.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put("TKF1".getBytes(StandardCharsets.US_ASCII));
    out.putShort((short) FirmwareHeader.LENGTH).putShort((short) board).putShort((short) 0);
    out.putShort((short) parts.major())
        .putShort((short) parts.minor())
        .putShort((short) parts.patch());
    out.putInt(16, 1).putInt(20, image.length);
    out.put(24, sha256(image)).put(72, keyId(), 0, 8);
    var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(key.getPrivate());
    signature.update(out.array(), 0, 192);
    out.put(192, signature.sign()).put(FirmwareHeader.LENGTH, image);
    return out.array();
  }

  private byte[] keyId() throws GeneralSecurityException {
    var point = ((ECPublicKey) key.getPublic()).getW();
    var both = ByteBuffer.allocate(64);
    both.put(fixed(point.getAffineX())).put(fixed(point.getAffineY()));
    return sha256(both.array());
  }

  private static byte[] fixed(BigInteger value) {
    // A bit in front keeps leading zeros.
    var bytes = value.setBit(256).toByteArray();
    return Arrays.copyOfRange(bytes, bytes.length - 32, bytes.length);
  }

  private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }
}
