package com.tokkatot.rest.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ByteRangeTest {

  @Test
  void aPartGoesFromAByteToAnotherOrToTheEnd() {
    assertThat(ByteRange.of("bytes=0-", 10)).contains(new ByteRange(0, 9));
    assertThat(ByteRange.of("bytes=4-6", 10)).contains(new ByteRange(4, 6));
    assertThat(ByteRange.of("bytes=4-600", 10)).contains(new ByteRange(4, 9));
    assertThat(new ByteRange(4, 9).length()).isEqualTo(6);
  }

  @Test
  void behindTheEndThereIsNothing() {
    assertThat(ByteRange.of("bytes=9-", 10)).isPresent();
    assertThat(ByteRange.of("bytes=10-", 10)).isEmpty();
    assertThat(ByteRange.of("bytes=6-4", 10)).isEmpty();
  }

  @Test
  void otherRangesAreNotAnsweredInParts() {
    assertThat(ByteRange.isOne("bytes=4-")).isTrue();
    assertThat(ByteRange.isOne("bytes=-4")).isFalse();
    assertThat(ByteRange.isOne("bytes=0-1,4-5")).isFalse();
    assertThat(ByteRange.isOne("bytes=99999999999999999999-")).isFalse();
    assertThat(ByteRange.isOne(null)).isFalse();
  }
}
