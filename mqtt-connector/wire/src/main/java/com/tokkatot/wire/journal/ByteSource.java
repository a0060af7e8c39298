package com.tokkatot.wire.journal;

import com.tokkatot.wire.WireFormatException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Reads what {@link ByteSink} wrote; whatever is not there, or too much, is refused by name. */
final class ByteSource {

  private final ByteBuffer bytes;

  ByteSource(byte[] bytes, int from, int length) {
    this.bytes = ByteBuffer.wrap(bytes, from, length);
  }

  int octet(String field) {
    need(field, 1);
    return bytes.get() & 0xff;
  }

  long unsigned(String field) {
    var value = 0L;
    for (var shift = 0; shift < 64; shift += 7) {
      need(field, 1);
      var next = bytes.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new WireFormatException(field, "is longer than a number can be");
  }

  long signed(String field) {
    var value = unsigned(field);
    return (value >>> 1) ^ -(value & 1);
  }

  /** A count that must lie within bounds, so that nothing is allocated for a lie. */
  int count(String field, int least, int most) {
    var value = unsigned(field);
    if (value < least || value > most) {
      throw new WireFormatException(field, "must be " + least + " to " + most);
    }
    return (int) value;
  }

  long fixed64(String field) {
    need(field, 8);
    return bytes.getLong();
  }

  UUID id(String field) {
    return new UUID(fixed64(field), fixed64(field));
  }

  String text(String field, int mostCharacters) {
    var length = count(field, 0, 4 * mostCharacters);
    need(field, length);
    var part = bytes.slice(bytes.position(), length);
    bytes.position(bytes.position() + length);
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(part).toString();
      if (text.length() <= mostCharacters) {
        return text;
      }
    } catch (CharacterCodingException e) {
      throw new WireFormatException(field, "is not UTF-8");
    }
    throw new WireFormatException(field, "must have at most " + mostCharacters + " characters");
  }

  byte[] raw(String field, int length) {
    need(field, length);
    var part = new byte[length];
    bytes.get(part);
    return part;
  }

  int left() {
    return bytes.remaining();
  }

  /** Refuses to begin a column that the bytes that are left cannot hold: each value needs one. */
  void need(String field, int length) {
    if (bytes.remaining() < length) {
      throw new WireFormatException(field, "ends too early");
    }
  }

  void end() {
    if (bytes.hasRemaining()) {
      throw new WireFormatException("(batch)", "has " + bytes.remaining() + " bytes too many");
    }
  }
}
