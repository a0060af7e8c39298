package com.tokkatot.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Boards that restart, hardly hear the network, or have no mains. */
class BoardAlertsTest extends IllFarm {

  @Test
  void aBoardThatStartsThreeTimesInAnHourIsToldOfUntilAnHourIsQuiet() {
    boots(7);
    passes(600);
    boots(8);
    boots(8);
    passes(600);
    boots(9);
    boards.look();
    assertThat(open()).isEmpty();

    passes(600);
    boots(10);
    boards.look();
    assertThat(open()).containsExactly("node_restarts");

    passes(3599);
    assertThat(open()).containsExactly("node_restarts");
    passes(1);
    assertThat(open()).isEmpty();
  }

  @Test
  void startsBetweenTwoDigestsCountToo() {
    boots(7);
    boots(10);

    passes(1);

    assertThat(open()).containsExactly("node_restarts");
  }

  @Test
  void theFirstWordOfABoardAndAPowerCutAreNothing() {
    boots(500);
    passes(60);
    boots(501);
    passes(60);

    assertThat(open()).isEmpty();
  }

  @Test
  void whileTheHubIsAwayNothingIsOver() {
    boots(7);
    boots(10);
    passes(1);
    sql.update("update hub set is_online = false where farm_id = ?", farm.id());

    passes(7200);

    assertThat(open()).containsExactly("node_restarts");
  }

  @Test
  void aBoardThatHardlyHearsTheNetworkIsToldOfUntilItHearsWell() {
    signal(-87);
    assertThat(open()).isEmpty();
    signal(-88);
    assertThat(open()).containsExactly("node_weak");
    signal(-81);
    assertThat(open()).as("not well yet").containsExactly("node_weak");
    signal(-80);
    assertThat(open()).isEmpty();
  }

  @Test
  void aBoardWithoutMainsIsToldOfAfterTwoMinutesUntilTheyAreBack() {
    lives("battery", 4100L);
    passes(119);
    lives("battery", 4050L);
    assertThat(open()).isEmpty();
    passes(1);
    assertThat(open()).containsExactly("mains_lost");
    assertThat(severity()).isEqualTo("warning");

    lives("mains", 4050L);
    assertThat(open()).isEmpty();
    lives("battery", 4050L);
    passes(119);
    assertThat(open()).as("counted anew").isEmpty();
  }

  @Test
  void anEmptyBatteryIsCriticalUntilItIsChargedOrMainsAreBack() {
    lives("battery", 3500L);
    assertThat(open()).isEmpty();
    lives("battery", 3499L);
    assertThat(open()).containsExactly("battery_low");
    assertThat(severity()).isEqualTo("critical");
    lives("battery", 3599L);
    assertThat(open()).as("not well yet").containsExactly("battery_low");
    lives("battery", 3600L);
    assertThat(open()).isEmpty();

    lives("battery", 3400L);
    lives("mains", 3400L);
    assertThat(open()).isEmpty();
  }

  @Test
  void ofABoardThatSaysNothingOfItsPowerNobodyIsTold() {
    lives(null, null);
    passes(300);

    assertThat(open()).isEmpty();
  }
}
