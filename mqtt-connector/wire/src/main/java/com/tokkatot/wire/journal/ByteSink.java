package com.tokkatot.wire.journal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Writes numbers in as few bytes as they need. Source: JOURNAL.md 3. */
final class ByteSink {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);

  ByteSink octet(int value) {
    bytes.write(value);
    return this;
  }

  /** Seven bits a byte, the lowest first; the high bit says that more follow. */
  ByteSink unsigned(long value) {
    var rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes.write((int) rest);
    return this;
  }

  /** Small numbers of either sign stay small. */
  ByteSink signed(long value) {
    return unsigned((value << 1) ^ (value >> 63));
  }

  ByteSink fixed64(long value) {
    return raw(ByteBuffer.allocate(8).putLong(value).array());
  }

  ByteSink fixed32(int value) {
    return raw(ByteBuffer.allocate(4).putInt(value).array());
  }

  ByteSink id(UUID id) {
    return fixed64(id.getMostSignificantBits()).fixed64(id.getLeastSignificantBits());
  }

  ByteSink text(String text) {
    var utf8 = text.getBytes(StandardCharsets.UTF_8);
    return unsigned(utf8.length).raw(utf8);
  }

  ByteSink raw(byte[] more) {
    bytes.write(more, 0, more.length);
    return this;
  }

  int size() {
    return bytes.size();
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
