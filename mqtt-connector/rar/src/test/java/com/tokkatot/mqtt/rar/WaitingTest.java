package com.tokkatot.mqtt.rar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WaitingTest {

  @Test
  void backoffDoublesUpToItsLimitAndStartsAnewAfterSuccess() {
    var backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(300));

    assertThat(backoff.next()).isEqualTo(Duration.ofMillis(100));
    assertThat(backoff.next()).isEqualTo(Duration.ofMillis(200));
    assertThat(backoff.next()).isEqualTo(Duration.ofMillis(300));
    assertThat(backoff.next()).isEqualTo(Duration.ofMillis(300));
    backoff.reset();
    assertThat(backoff.next()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void oneLineAMinuteIsLogged() {
    var now = new AtomicReference<>(Instant.parse("2026-03-01T06:00:00Z"));
    var quiet = new Quiet(now::get);

    assertThat(quiet.allows()).isTrue();
    assertThat(quiet.allows()).isFalse();
    now.set(now.get().plusSeconds(60));
    assertThat(quiet.allows()).isTrue();
  }

  @Test
  void aRaisedStopSignEndsEveryWait() {
    var stop = new StopSign();
    stop.raise();

    assertThat(stop.rest(Duration.ofDays(1))).isFalse();
    assertThatThrownBy(() -> stop.await(new CompletableFuture<>(), Duration.ofDays(1)))
        .isInstanceOf(LineDownException.class)
        .hasMessage("stopped");
  }

  @Test
  void aFailedConnectSaysWhy() {
    var stop = new StopSign();
    var refused = CompletableFuture.failedFuture(new IllegalStateException("not authorized"));

    assertThatThrownBy(() -> stop.await(refused, Duration.ofSeconds(1)))
        .isInstanceOf(LineDownException.class)
        .hasMessage("not authorized");
  }
}
