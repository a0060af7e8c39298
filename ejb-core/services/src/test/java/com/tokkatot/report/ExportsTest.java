package com.tokkatot.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.audit.Origin;
import com.tokkatot.reading.StoredReading;
import com.tokkatot.reading.TimeSeries;
import com.tokkatot.report.ExportQuestion.Format;
import com.tokkatot.report.ExportQuestion.Table;
import com.tokkatot.report.MetricsQuestion.Interval;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.wire.Reading;
import jakarta.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExportsTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-03-03");

  private final ReportWorld world = new ReportWorld();
  private final TimeSeries series = world.metrics.series;

  @Test
  void singleReadingsAreATableForSpreadsheetsOldestFirst() throws IOException {
    measured("2026-03-03T01:00:00Z", -2.5);
    measured("2026-03-03T02:00:00Z", 30);

    assertThat(text(Table.READINGS, Format.CSV, TODAY))
        .isEqualTo(
            "\uFEFFtimestamp,metric,value,unit,quality\r\n"
                + "2026-03-03T01:00:00Z,temperature,-2.5,Cel,good\r\n"
                + "2026-03-03T02:00:00Z,temperature,30.0,Cel,good\r\n");
  }

  @Test
  void theSameAsJsonHasNumbersAsNumbers() throws IOException {
    measured("2026-03-03T01:00:00Z", -2.5);
    measured("2026-03-03T02:00:00Z", 30);

    var rows =
        Json.createReader(new StringReader(text(Table.READINGS, Format.JSON, TODAY)))
            .readObject()
            .getJsonArray("rows");

    assertThat(rows).hasSize(2);
    assertThat(rows.getJsonObject(0).getJsonNumber("value").doubleValue()).isEqualTo(-2.5);
  }

  @Test
  void anEmptyRangeIsATableWithoutRows() throws IOException {
    assertThat(text(Table.READINGS, Format.CSV, TODAY).lines()).hasSize(1);
    assertThat(text(Table.READINGS, Format.JSON, TODAY)).isEqualTo("{\"rows\":[\n]}\n");
  }

  @Test
  void weeksAreNotCutWhereTheReadingIsCut() throws IOException {
    measured("2026-03-02T01:00:00Z", 20); // Monday
    measured("2026-03-03T01:00:00Z", 30); // Tuesday

    var csv =
        text(
            new ExportQuestion(
                Table.DEVICE_METRICS,
                Format.CSV,
                world.light,
                null,
                LocalDate.parse("2026-01-07"),
                TODAY,
                Interval.WEEK));

    assertThat(csv.lines()).hasSize(2).last().asString().contains(",25.0,20.0,").endsWith(",2");
  }

  @Test
  void whatADeviceDidAndHowTheFarmDidAreTables() throws IOException {
    world.said("on", "2026-03-03T01:00:00Z");
    world.said("off", "2026-03-03T02:00:00Z");

    assertThat(text(Table.DEVICE_USAGE, Format.CSV, TODAY))
        .isEqualTo("\uFEFFdate,hours,cycles\r\n2026-03-03,1.0,1\r\n");
    assertThat(text(Table.FARM_PERFORMANCE, Format.CSV, TODAY).lines().skip(1))
        .containsExactly("2026-03-03,2026-03-03,1,0,0,1,0,0,0,0,,100.0");
  }

  @Test
  void aDeviceNamedLikeAFormulaIsHarmlessInTheTableOfEvents() throws IOException {
    world.sql.update("update device set name = '=1+2' where id = ?", world.light);
    world.said("on", "2026-03-03T01:00:00Z");

    assertThat(text(Table.EVENTS, Format.CSV, TODAY)).contains(",'=1+2,");
  }

  @Test
  void rowsLeaveBeforeAllAreRead() throws IOException {
    var readings = new ArrayList<StoredReading>();
    for (var i = 0; i < 24 * 720; i++) {
      readings.add(reading(Instant.parse("2026-03-01T17:00:00Z").plusSeconds(i * 5L), i));
    }
    series.append(readings);
    var questions = new AtomicInteger();
    var export =
        world
            .exports(counting(questions))
            .of(world.manager, question(Table.READINGS, Format.CSV, TODAY.minusDays(1)), origin());
    var atFirstBytes = new AtomicInteger();

    export.writeTo(
        new OutputStream() {
          @Override
          public void write(int one) {
            atFirstBytes.compareAndSet(0, questions.get());
          }
        });

    assertThat(questions).hasValue(48);
    assertThat(atFirstBytes).hasValue(1);
  }

  @Test
  void aFileThatGrowsTooLargeIsCutOffWithAnError() {
    for (var second = 0; second < 100; second++) {
      measured("2026-03-03T01:00:%02dZ".formatted(second % 60), second);
    }
    var export =
        world
            .exports(series)
            .of(world.manager, question(Table.READINGS, Format.CSV, TODAY), origin());

    assertThatThrownBy(() -> export.writeTo(OutputStream.nullOutputStream(), 1_000))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("larger than it may be");
  }

  @Test
  void everyExportIsWrittenDown() throws IOException {
    text(Table.EVENTS, Format.CSV, TODAY);

    assertThat(
            world.sql.query(
                "select account_id, reason from audit_log where farm_id = ?"
                    + " and action = 'report.exported'",
                row -> row.getString("account_id") + " " + row.getString("reason"),
                world.farm.id()))
        .containsExactly(world.manager.accountId() + " events from 2026-03-03 to 2026-03-03");
  }

  @Test
  void foreignDevicesAndMissingOnesAreRefused() {
    var foreign =
        new ExportQuestion(
            Table.READINGS, Format.CSV, new ReportWorld().light, null, TODAY, TODAY, Interval.DAY);
    assertThatThrownBy(() -> world.exports(series).of(world.manager, foreign, origin()))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(
            () ->
                new ExportQuestion(
                    Table.READINGS, Format.CSV, null, null, TODAY, TODAY, Interval.DAY))
        .isInstanceOf(Invalid.class)
        .extracting("field")
        .isEqualTo("device_id");
  }

  private TimeSeries counting(AtomicInteger questions) {
    return (TimeSeries)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {TimeSeries.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("history")) {
                questions.incrementAndGet();
              }
              return method.invoke(series, arguments);
            });
  }

  private String text(Table table, Format format, LocalDate from) throws IOException {
    return text(question(table, format, from));
  }

  private String text(ExportQuestion question) throws IOException {
    var out = new ByteArrayOutputStream();
    world.exports(series).of(world.manager, question, origin()).writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private ExportQuestion question(Table table, Format format, LocalDate from) {
    return new ExportQuestion(table, format, world.light, null, from, TODAY, Interval.DAY);
  }

  @Test
  @DisplayName("The farm's report as PDF: its coops, devices and alerts, in the person's language")
  void theFarmsReportIsAPaperToo() throws IOException {
    var coop = UUID.randomUUID();
    var sensor = UUID.randomUUID();
    world.sql.update(
        "insert into coop (id, farm_id, name) values (?, ?, 'ទ្រុងធំ')", coop, world.farm.id());
    world.sql.update(
        "insert into flock (id, coop_id, breed, placed_at, bird_count, created_at)"
            + " values (?, ?, 'Cobb 500', '2026-02-20', 500, now())",
        UUID.randomUUID(),
        coop);
    world.sql.update(
        "insert into device (id, farm_id, node_id, coop_id, name, kind, type)"
            + " values (?, ?, ?, ?, 'Air', 'dht22', 'sensor')",
        sensor,
        world.farm.id(),
        world.farm.node(),
        coop);
    world.alert("device_offline", "critical", null, "2026-03-03T01:00:00Z", null);
    world.said("on", "2026-03-03T03:00:00Z");
    series.append(
        List.of(
            new StoredReading(
                sensor,
                "temperature",
                Instant.parse("2026-03-03T01:00:00Z"),
                30,
                "Cel",
                Reading.Quality.GOOD),
            new StoredReading(
                sensor,
                "temperature",
                Instant.parse("2026-03-03T02:10:00Z"),
                33,
                "Cel",
                Reading.Quality.GOOD)));

    var export = world.exports(series).of(world.manager, paper(TODAY.minusDays(2), "en"), origin());
    assertThat(export.fileName()).isEqualTo("farm_performance_2026-03-01_2026-03-03.pdf");
    assertThat(export.mediaType()).isEqualTo("application/pdf");
    assertThat(textOf(export))
        .contains("Farm report", "Test", "1 March 2026 to 3 March 2026")
        .contains("Alerts in 3 days: 1, of them critical: 1; most on 3 March 2026: 1")
        .contains("Temperature, °C: mean 31.5, lowest 30.0, highest 33.0")
        .contains("Light, –: hours on: 3.0, starts: 1, reached: 100.0 %");
    assertThat(
            world.sql.query(
                "select reason from audit_log where farm_id = ? and action = 'report.exported'",
                row -> row.getString(1),
                world.farm.id()))
        .containsExactly("farm_performance from 2026-03-01 to 2026-03-03");
  }

  @Test
  void aPaperIsInTheLanguageOfWhoAsksUnlessAnotherIsSaid() throws IOException {
    assertThat(textOf(world.exports(series).of(world.manager, paper(TODAY, null), origin())))
        .as("nobody knows")
        .contains("របាយការណ៍កសិដ្ឋាន");

    world.managerSpeaks("en");

    assertThat(textOf(world.exports(series).of(world.manager, paper(TODAY, null), origin())))
        .contains("Farm report");
    assertThat(textOf(world.exports(series).of(world.manager, paper(TODAY, "km"), origin())))
        .contains("របាយការណ៍កសិដ្ឋាន");
  }

  @Test
  void onlyTheFarmsReportIsAPaperAndOnlyInALanguageWeSpeak() {
    assertThatThrownBy(() -> question(Table.EVENTS, Format.PDF, TODAY))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("format");
    assertThatThrownBy(() -> paper(TODAY, "fr"))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("lang");
  }

  private static ExportQuestion paper(LocalDate from, String language) {
    return new ExportQuestion(
        Table.FARM_PERFORMANCE, Format.PDF, null, null, from, TODAY, Interval.DAY, language);
  }

  private static String textOf(Export export) throws IOException {
    var bytes = new ByteArrayOutputStream();
    export.writeTo(bytes);
    try (var paper = Loader.loadPDF(bytes.toByteArray())) {
      return new PDFTextStripper().getText(paper);
    }
  }

  private void measured(String at, double value) {
    series.append(List.of(reading(Instant.parse(at), value)));
  }

  private StoredReading reading(Instant at, double value) {
    UUID device = world.light;
    return new StoredReading(device, "temperature", at, value, "Cel", Reading.Quality.GOOD);
  }

  private static Origin origin() {
    return new Origin("203.0.113.7", "a phone", "request-1");
  }
}
