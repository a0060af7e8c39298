package com.tokkatot.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FrameTest {

  @Test
  void packetsAreReadOneAfterTheOtherAsTheyWere() throws IOException {
    var first = publish(0x32, "a/b", 7, "hello");
    var second = Frame.puback(7).bytes();
    var both = new ByteArrayOutputStream();
    both.write(first);
    both.write(second);
    var in = new ByteArrayInputStream(both.toByteArray());

    assertThat(Frame.read(in).bytes()).isEqualTo(first);
    assertThat(Frame.read(in).bytes()).isEqualTo(second);
    assertThat(Frame.read(in)).isNull();
  }

  @Test
  void topicQualityAndIdOfAMessageAreUnderstood() throws IOException {
    var frame = read(publish(0x32, "farm/1", 300, "x"));

    assertThat(frame.type()).isEqualTo(Frame.PUBLISH);
    assertThat(frame.topic()).isEqualTo("farm/1");
    assertThat(frame.qos()).isEqualTo(1);
    assertThat(frame.id()).isEqualTo(300);
  }

  @Test
  void anotherIdChangesNothingElse() throws IOException {
    assertThat(read(publish(0x32, "a", 1, "x")).withId(60_000).bytes())
        .isEqualTo(publish(0x32, "a", 60_000, "x"));
  }

  @Test
  void aLengthOfTwoBytesIsUnderstood() throws IOException {
    var wide = publish(0x32, "a", 1, "x".repeat(300));

    assertThat(read(wide).bytes()).isEqualTo(wide);
  }

  @Test
  void aPacketThatIsCutOffIsAnError() {
    var cut = Arrays.copyOf(publish(0x32, "a", 1, "x"), 5);

    assertThatThrownBy(() -> read(cut)).isInstanceOf(EOFException.class);
  }

  @Test
  void aBrokerThatOffersTopicAliasesOffersNoneAnyMore() throws IOException {
    // Session expiry, then 5 topic aliases, a user property, and a receive maximum.
    byte[] properties = {
      0x11, 0, 0, 0, 60, 0x22, 0, 5, 0x26, 0, 1, 'a', 0, 1, 'b', 0x21, 3, (byte) 0xe8
    };
    var connack = new ByteArrayOutputStream();
    connack.writeBytes(new byte[] {0x20, (byte) (3 + properties.length), 0, 0});
    connack.write(properties.length);
    connack.writeBytes(properties);

    var refused = TopicAliases.refused(read(connack.toByteArray())).bytes();

    var expected = connack.toByteArray();
    expected[4 + 1 + 5 + 2] = 0;
    assertThat(refused).isEqualTo(expected);
  }

  static Frame read(byte[] bytes) throws IOException {
    return Frame.read(new ByteArrayInputStream(bytes));
  }

  static byte[] publish(int header, String topic, int id, String payload) {
    var body = new ByteArrayOutputStream();
    var name = topic.getBytes(StandardCharsets.UTF_8);
    body.write(name.length >> 8);
    body.write(name.length);
    body.writeBytes(name);
    body.write(id >> 8);
    body.write(id);
    body.writeBytes(payload.getBytes(StandardCharsets.UTF_8));
    var packet = new ByteArrayOutputStream();
    packet.write(header);
    int length = body.size();
    while (length > 127) {
      packet.write(length & 127 | 128);
      length >>= 7;
    }
    packet.write(length);
    packet.writeBytes(body.toByteArray());
    return packet.toByteArray();
  }
}
