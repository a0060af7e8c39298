package com.tokkatot.local.chaos;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One MQTT control packet as it is on the line, of version 3.1.1 or 5: what a line's faults need to
 * know of it is in the same place in both.
 *
 * @param bytes the whole packet
 * @param body where the part after the fixed header begins
 */
record Frame(byte[] bytes, int body) {

  static final int CONNACK = 2;
  static final int PUBLISH = 3;
  static final int PUBACK = 4;

  /** Source: MQTT 5, 2.1.4; four bytes of seven bits each. */
  private static final int MOST_LENGTH_BYTES = 4;

  /**
   * Reads the next packet.
   *
   * @return null at the end of the stream
   * @throws IOException if the stream ends within a packet or its length is no length
   */
  static Frame read(InputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    var header = ByteBuffer.allocate(1 + MOST_LENGTH_BYTES).put((byte) first);
    int length = 0;
    for (int i = 0; ; i++) {
      int digit = in.read();
      if (digit < 0 || i == MOST_LENGTH_BYTES) {
        throw new EOFException("no length");
      }
      header.put((byte) digit);
      length |= (digit & 0x7f) << (7 * i);
      if (digit < 0x80) {
        break;
      }
    }
    int body = header.position();
    var bytes = Arrays.copyOf(header.array(), body + length);
    if (in.readNBytes(bytes, body, length) < length) {
      throw new EOFException("ends within a packet");
    }
    return new Frame(bytes, body);
  }

  /** An acknowledgement without a reason, which both versions understand. */
  static Frame puback(int id) {
    return new Frame(new byte[] {PUBACK << 4, 2, (byte) (id >> 8), (byte) id}, 2);
  }

  int type() {
    return (bytes[0] & 0xf0) >> 4;
  }

  /** Of a PUBLISH: 0, 1 or 2. */
  int qos() {
    return (bytes[0] >> 1) & 3;
  }

  String topic() {
    return new String(bytes, body + 2, unsigned(body), StandardCharsets.UTF_8);
  }

  /** Of a PUBACK, or of a PUBLISH with QoS 1 or 2. */
  int id() {
    return unsigned(idAt());
  }

  /** The same with another packet identifier. */
  Frame withId(int id) {
    var copy = bytes.clone();
    copy[idAt()] = (byte) (id >> 8);
    copy[idAt() + 1] = (byte) id;
    return new Frame(copy, body);
  }

  private int idAt() {
    return type() == PUBLISH ? body + 2 + unsigned(body) : body;
  }

  int unsigned(int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }
}
