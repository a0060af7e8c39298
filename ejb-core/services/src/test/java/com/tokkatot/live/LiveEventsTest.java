package com.tokkatot.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.setting.TestSettings;
import com.tokkatot.shared.RecordedEvents;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

public class LiveEventsTest {

  private static final Instant NOW = Instant.parse("2026-03-01T06:00:00Z");

  private final Sql sql = TestDatabase.sql();
  private final UUID farm = TestDatabase.farm(sql).id();
  private final UUID other = TestDatabase.farm(sql).id();
  private final RecordedEvents<LiveEventsWritten> told = new RecordedEvents<>();
  private final LiveEvents live = over(sql, told);

  @Test
  void eachFarmCountsForItselfWithoutGaps() {
    live.append(List.of(event(farm, "a"), event(other, "b"), event(farm, "c")));
    live.append(List.of(event(farm, "d")));

    assertThat(live.since(farm, 0, 10)).extracting(LiveEvent::cursor).containsExactly(1L, 2L, 3L);
    assertThat(live.since(farm, 0, 10)).extracting(LiveEvent::type).containsExactly("a", "c", "d");
    assertThat(live.since(other, 0, 10)).hasSize(1);
  }

  @Test
  void whoHasSeenSomeGetsTheRest() {
    live.append(List.of(event(farm, "a"), event(farm, "b"), event(farm, "c")));

    assertThat(live.since(farm, 1, 1)).extracting(LiveEvent::type).containsExactly("b");
    assertThat(live.cursors(List.of(farm))).containsEntry(farm, 3L);
  }

  @Test
  void whatIsMissedIsReadPageByPage() {
    live.append(List.of(event(farm, "a"), event(farm, "b"), event(farm, "c")));

    assertThat(live.missed(farm, 1, 1).cursor()).isEqualTo(2);
    assertThat(live.missed(farm, 1, 1).events()).extracting(LiveEvent::type).containsExactly("b");
    assertThat(live.missed(farm, 3, 10)).isEqualTo(new Missed(List.of(), 3, false));
  }

  @Test
  void whatIsOldIsForgottenAndWhoNeedsItLoadsAnew() {
    live.append(List.of(event(farm, "a"), event(farm, "b"), event(farm, "c")));
    sql.update(
        "update farm_event set created_at = ? where farm_id = ? and cursor < 3",
        NOW.minus(Duration.ofHours(24)).minusSeconds(1),
        farm);
    var keeper = new LiveKeeper();
    keeper.sql = sql;
    keeper.time = () -> NOW;
    keeper.system = TestSettings.over(sql, () -> NOW);

    keeper.forget();

    assertThat(live.missed(farm, 1, 10)).isEqualTo(new Missed(List.of(), 3, true));
    assertThat(live.missed(farm, 2, 10).refresh()).isFalse();
    assertThat(live.missed(farm, 3, 10).refresh()).isFalse();
  }

  @Test
  void whoMissedTooMuchOrKnowsAnotherStreamLoadsAnew() {
    live.append(Collections.nCopies(LiveEvents.MOST_MISSED + 1, event(farm, "a")));

    assertThat(live.missed(farm, 0, 10)).isEqualTo(new Missed(List.of(), 1_001, true));
    assertThat(live.missed(farm, 1, 10).refresh()).isFalse();
    assertThat(live.missed(farm, 1_002, 10)).isEqualTo(new Missed(List.of(), 1_001, true));
  }

  @Test
  void everybodyIsToldWhatWasWritten() {
    live.append(List.of(event(farm, "a")));

    assertThat(told.fired()).hasSize(1);
    assertThat(told.fired().get(0).events().get(0).toJson())
        .startsWith("{\"cursor\":1,\"type\":\"a\",\"farm_id\":\"" + farm)
        .contains("\"timestamp\":\"2026-03-01T06:00:00Z\",\"data\":{}");
  }

  private static LiveEvent event(UUID farmId, String type) {
    return LiveEvent.of(farmId, type, JsonValue.EMPTY_JSON_OBJECT, NOW);
  }

  /** The real thing over a real database, for tests of features above. */
  public static LiveEvents over(Sql sql) {
    return over(sql, new RecordedEvents<>());
  }

  private static LiveEvents over(Sql sql, RecordedEvents<LiveEventsWritten> told) {
    var live = new LiveEvents();
    live.sql = sql;
    live.written = told;
    return live;
  }
}
