package com.tokkatot.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.audit.AuditLogs;
import com.tokkatot.audit.Origin;
import com.tokkatot.report.ExportPlan.Every;
import com.tokkatot.report.ExportQuestion.Format;
import com.tokkatot.report.ExportQuestion.Table;
import com.tokkatot.setting.Key;
import com.tokkatot.setting.TestSettings;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.ObjectStore;
import com.tokkatot.shared.TestObjects;
import com.tokkatot.shared.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptExportsTest {

  private static final Origin PHONE = new Origin("203.0.113.7", "a phone", "request-1");

  @TempDir static Path folder;
  private static TestObjects server;

  private final ReportWorld world = new ReportWorld();
  private final ExportPlans plans = new ExportPlans();
  private final ExportTurns turns = new ExportTurns();
  private final KeptExports kept = new KeptExports();

  @BeforeAll
  static void start() throws Exception {
    server = new TestObjects(folder);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @BeforeEach
  void wire() {
    world.sql.update("delete from export_plan");
    plans.sql = world.sql;
    plans.audit = AuditLogs.over(world.sql, world.time);
    plans.time = world.time;
    plans.devices = world.usage.devices;
    plans.system = TestSettings.over(world.sql, world.time);
    turns.sql = world.sql;
    turns.time = world.time;
    turns.system = plans.system;
    kept.objects = server.store();
    kept.exports = world.exports(world.metrics.series);
    kept.turns = turns;
    kept.system = plans.system;
  }

  @Test
  void theFileOfADayIsMadeAtOneInTheNightOfTheFarmAndCanBeTaken() throws IOException {
    world.said("on", "2026-03-03T05:00:00Z");
    var plan = create(Table.DEVICE_USAGE, Every.DAY);
    assertThat(plan.dueAt()).isEqualTo(Instant.parse("2026-03-03T18:00:00Z"));

    world.time.advance(Duration.ofHours(12).minusSeconds(1));
    assertThat(kept.makeNext()).isFalse();
    world.time.advance(Duration.ofSeconds(1));
    assertThat(kept.makeNext()).isTrue();
    assertThat(kept.makeNext()).isFalse();

    var file = plans.files(world.manager).get(0);
    assertThat(file.name()).isEqualTo("device_usage_2026-03-03_2026-03-03.csv");
    var stored = plans.take(world.manager, file.id(), PHONE);
    try (var bytes = kept.open(stored)) {
      assertThat(new String(bytes.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("\uFEFFdate,hours,cycles\r\n2026-03-03,12.0,1\r\n");
    }
    assertThat(noted())
        .containsExactly("export_plan.created", "report.exported", "report.downloaded");
  }

  @Test
  void theFileOfAWeekIsOfMondayToSunday() {
    create(Table.EVENTS, Every.WEEK);

    world.time.advance(Duration.ofDays(7));
    kept.makeNext();

    assertThat(plans.files(world.manager))
        .extracting(ExportFile::name)
        .containsExactly("events_2026-03-02_2026-03-08.csv");
  }

  @Test
  void aPlanMakesPapersInTheLanguageOfWhoPlannedIt() throws IOException {
    world.managerSpeaks("en");
    plans.create(world.manager, Table.FARM_PERFORMANCE, Format.PDF, null, Every.WEEK, PHONE);

    world.time.advance(Duration.ofDays(7));
    kept.makeNext();

    var file = plans.files(world.manager).get(0);
    assertThat(file.name()).isEqualTo("farm_performance_2026-03-02_2026-03-08.pdf");
    var stored = plans.take(world.manager, file.id(), PHONE);
    assertThat(stored.mediaType()).isEqualTo("application/pdf");
    try (var bytes = kept.open(stored);
        var paper = Loader.loadPDF(bytes.readAllBytes())) {
      assertThat(paper.getDocumentCatalog().getLanguage()).isEqualTo("en");
    }
    assertThatThrownBy(
            () -> plans.create(world.manager, Table.EVENTS, Format.PDF, null, Every.DAY, PHONE))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void theSameAskedForAgainIsOneAndTooManyAreRefused() {
    var one = create(Table.EVENTS, Every.DAY);

    assertThat(create(Table.EVENTS, Every.DAY)).isEqualTo(one);
    for (var table : new Table[] {Table.FARM_PERFORMANCE, Table.DEVICE_USAGE, Table.READINGS}) {
      for (var every : Every.values()) {
        for (var format : List.of(Format.CSV, Format.JSON)) {
          if (plans.of(world.manager).size() < ExportPlans.MOST) {
            plans.create(world.manager, table, format, world.light, every, PHONE);
          }
        }
      }
    }
    assertThatThrownBy(() -> create(Table.DEVICE_METRICS, Every.DAY)).isInstanceOf(Conflict.class);
  }

  @Test
  void aFarmWithoutTheFeatureMakesNoPlansAndNoFiles() {
    var plan = create(Table.EVENTS, Every.DAY);
    var off = TestSettings.without(world.time, Key.PLANNED_EXPORTS);
    plans.system = off;
    kept.system = off;

    assertThatThrownBy(() -> create(Table.EVENTS, Every.WEEK))
        .isInstanceOf(Conflict.class)
        .hasMessage("this farm has no planned exports");
    world.time.advance(Duration.ofDays(1));
    kept.makeNext();

    assertThat(plans.files(world.manager)).isEmpty();
    assertThat(plans.of(world.manager).get(0).dueAt()).isAfter(plan.dueAt());
    assertThat(plans.of(world.manager).get(0).failure()).contains("no planned exports");
  }

  @Test
  void aMissingOrForeignDeviceIsRefused() {
    assertThatThrownBy(
            () -> plans.create(world.manager, Table.READINGS, Format.CSV, null, Every.DAY, PHONE))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(
            () ->
                plans.create(
                    world.manager,
                    Table.READINGS,
                    Format.CSV,
                    new ReportWorld().light,
                    Every.DAY,
                    PHONE))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void aTurnWhoseDeviceIsGoneSaysSoAndTheNextOneComes() {
    create(Table.READINGS, Every.DAY);
    world.sql.update("update device set removed_at = now() where id = ?", world.light);

    world.time.advance(Duration.ofDays(1));
    kept.makeNext();

    assertThat(plans.of(world.manager).get(0).failure()).isNotBlank();
    assertThat(plans.of(world.manager).get(0).dueAt())
        .isEqualTo(Instant.parse("2026-03-04T18:00:00Z"));
    assertThat(plans.files(world.manager)).isEmpty();
  }

  @Test
  void whileTheStoreIsAwayTheTurnWaitsAndComesAgain() {
    create(Table.EVENTS, Every.DAY);
    world.time.advance(Duration.ofHours(12));
    kept.objects = new ObjectStore(URI.create("http://127.0.0.1:1"), "key", "secret", "tokkatot");
    assertThatThrownBy(kept::makeNext).isInstanceOf(Unavailable.class);
    kept.objects = server.store();
    assertThat(kept.makeNext()).as("still leased").isFalse();

    world.time.advance(ExportTurns.LEASE);

    assertThat(kept.makeNext()).isTrue();
    assertThat(plans.files(world.manager)).hasSize(1);
  }

  @Test
  void aTurnThatTwoHaveMadeIsOneFile() {
    create(Table.EVENTS, Every.DAY);
    world.time.advance(Duration.ofHours(12));
    var slow = turns.next().orElseThrow();
    world.time.advance(ExportTurns.LEASE);
    kept.makeNext();

    turns.made(slow, new StoredExport("late.csv", "late", 1));

    assertThat(plans.files(world.manager)).hasSize(1);
    assertThat(kept.makeNext()).isFalse();
  }

  @Test
  void oldFilesGoAndThoseOfAPlanThatWasTakenAwayStayUntilThen() {
    var plan = create(Table.EVENTS, Every.DAY);
    world.time.advance(Duration.ofHours(12));
    kept.makeNext();
    plans.remove(world.manager, plan.id(), PHONE);
    var stored = plans.take(world.manager, plans.files(world.manager).get(0).id(), PHONE);

    world.time.advance(Duration.ofDays(90));
    while (kept.forgetOld()) {
      // Other tests' files as well.
    }

    assertThat(plans.files(world.manager)).isEmpty();
    assertThatThrownBy(() -> kept.open(stored)).isInstanceOf(NotFound.class);
  }

  @Test
  void plansAndFilesOfAnotherFarmAreNotFound() {
    var plan = create(Table.EVENTS, Every.DAY);
    world.time.advance(Duration.ofHours(12));
    kept.makeNext();
    var file = plans.files(world.manager).get(0).id();
    var stranger = new ReportWorld().manager;

    assertThat(plans.of(stranger)).isEmpty();
    assertThatThrownBy(() -> plans.take(stranger, file, PHONE)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> plans.remove(stranger, plan.id(), PHONE)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> plans.remove(world.manager, UUID.randomUUID(), PHONE))
        .isInstanceOf(NotFound.class);
  }

  private ExportPlan create(Table table, Every every) {
    return plans.create(world.manager, table, Format.CSV, world.light, every, PHONE);
  }

  private List<String> noted() {
    return world.sql.query(
        "select action from audit_log where farm_id = ? order by id",
        row -> row.getString("action"),
        world.farm.id());
  }
}
