package com.tokkatot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderKeyTest {

  @Test
  void aReplacedBoardIsNewerThanAnyBootOfTheOldOne() {
    assertThat(new OrderKey(2, 1, 0).newerThan(new OrderKey(1, 99, 999))).isTrue();
  }

  @Test
  void aLaterBootIsNewerThanAnySequenceOfTheEarlierOne() {
    assertThat(new OrderKey(1, 3, 0).newerThan(new OrderKey(1, 2, 999))).isTrue();
  }

  @Test
  void theSameKeyIsNotNewer() {
    assertThat(new OrderKey(1, 2, 3).newerThan(new OrderKey(1, 2, 3))).isFalse();
  }
}
