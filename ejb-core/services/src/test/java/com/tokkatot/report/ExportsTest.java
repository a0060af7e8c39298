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
        .hasMessageContaining("larger than 50 MB");
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
