package com.tokkatot.courier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SenderTest {

  @TempDir Path folder;
  private CourierWorld world;

  @BeforeEach
  void open() throws IOException {
    world = new CourierWorld(folder);
  }

  @Test
  void whatIsWrittenDownIsHandedOverOnce() {
    var id = world.courier.send(world.email(Purpose.VERIFY));

    assertThat(world.written.fired())
        .containsExactly(new MessageWritten(new Waiting(id, Channel.EMAIL)));
    assertThat(world.box.due(world.time.instant())).as("before it can have been missed").isEmpty();
  }

  @Test
  void theRowShowsNeitherAddressNorCode() {
    var id = world.courier.send(world.email(Purpose.VERIFY));

    var row =
        world.column(id, "to_sealed")
            + world.column(id, "code_sealed")
            + world.column(id, "token_sealed");

    assertThat(row).doesNotContain("sok@example.com").doesNotContain("123456");
    assertThat(row).doesNotContain("long-and-random");
  }

  @Nested
  class WhenItGoesOut {

    private UUID id;

    @BeforeEach
    void send() {
      id = world.courier.send(world.sms(Purpose.VERIFY));
      world.sender.send(id);
    }

    @Test
    void itIsThere() throws IOException {
      assertThat(Files.readString(world.outbox.resolve(id + ".json")))
          .contains("\"to\":\"+85512345678\"", "\"code\":\"123456\"", "\"purpose\":\"verify\"");
    }

    @Test
    void whoWaitedIsTold() {
      assertThat(world.courier.awaitSent(id, Duration.ZERO)).isTrue();
    }

    @Test
    void theCodesLeaveTheRow() {
      assertThat(world.column(id, "code_sealed")).isEmpty();
      assertThat(world.column(id, "token_sealed")).isEmpty();
      assertThat(world.column(id, "sent_at")).isNotEmpty();
    }

    @Test
    void itIsNotSentAgain() throws IOException {
      Files.delete(world.outbox.resolve(id + ".json"));
      world.time.advance(Duration.ofHours(1));

      world.attemptWhatIsDue();
      world.sender.send(id);

      assertThat(world.outbox).isEmptyDirectory();
    }

    @Test
    void theRowIsForgottenAWeekAfterItsTime() {
      world.time.advance(Duration.ofDays(8));

      world.box.tidy(world.time.instant());

      assertThat(world.sql.query("select 1 from code_message where id = ?", row -> 1, id))
          .isEmpty();
    }
  }

  @Nested
  class WhenNothingCanBeSent {

    private UUID id;

    @BeforeEach
    void fail() {
      world.sender.post.outbox.folder = Optional.empty();
      id = world.courier.send(world.email(Purpose.RESET));
      world.sender.send(id);
    }

    @Test
    void whoWaitedIsToldAtOnce() {
      assertThat(world.box.outcome(id)).contains(false);
      assertThat(world.courier.awaitSent(id, Duration.ofMinutes(1))).isFalse();
    }

    @Test
    void itIsTriedAgainWithGrowingPauses() {
      for (var pause : List.of(5, 15, 60, 300, 300)) {
        world.time.advance(Duration.ofSeconds(pause - 1));
        assertThat(world.box.due(world.time.instant())).as("before %s s", pause).isEmpty();
        world.time.advance(Duration.ofSeconds(1));
        assertThat(world.box.due(world.time.instant())).as("after %s s", pause).hasSize(1);
        world.attemptWhatIsDue();
      }
      assertThat(world.column(id, "attempts")).isEqualTo("6");
    }

    @Test
    void itGoesOutAsSoonAsTheWayIsFree() {
      world.sender.post.outbox.folder = Optional.of(world.outbox.toString());
      world.time.advance(Duration.ofSeconds(5));

      world.attemptWhatIsDue();

      assertThat(world.outbox.resolve(id + ".json")).exists();
      assertThat(world.box.outcome(id)).contains(true);
    }

    @Test
    void itIsGivenUpWithItsCodesWhenTheyHaveExpired() {
      world.time.advance(CourierWorld.DAY);

      world.box.tidy(world.time.instant());

      assertThat(world.column(id, "given_up_at")).isNotEmpty();
      assertThat(world.column(id, "code_sealed")).isEmpty();
      assertThat(world.column(id, "token_sealed")).isEmpty();
      assertThat(world.box.take(id, world.time.instant())).isEmpty();
    }
  }

  @Nested
  class WhenTwoNodesSend {

    private UUID id;

    @BeforeEach
    void write() {
      id = world.courier.send(world.sms(Purpose.VERIFY));
    }

    @Test
    void onlyOneOfThemTakesIt() {
      assertThat(world.box.take(id, world.time.instant())).isPresent();
      assertThat(world.box.take(id, world.time.instant())).isEmpty();
    }

    @Test
    void theOtherTakesOverFromOneThatDied() {
      world.box.take(id, world.time.instant());
      world.time.advance(LetterBox.LEASE);

      assertThat(world.box.due(world.time.instant())).extracting(Waiting::id).containsExactly(id);
      assertThat(world.box.take(id, world.time.instant())).isPresent();
    }
  }
}
