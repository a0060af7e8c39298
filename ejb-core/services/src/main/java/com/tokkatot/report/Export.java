package com.tokkatot.report;

import com.tokkatot.report.ExportQuestion.Format;
import com.tokkatot.shared.Csv;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A table that was allowed and noted down, ready to be written while it is read; or a paper, whose
 * contents are few.
 */
public final class Export {

  /** Largest file, in bytes. Source: requirements.md 2.9 R4. */
  static final long MOST_BYTES = 50L << 20;

  private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());

  private final String name;
  private final Format format;
  private final Rows rows;
  private final Writing writing;

  /** A table. */
  Export(String name, Format format, Rows rows) {
    this.name = name;
    this.format = format;
    this.rows = rows;
    this.writing = this::writeRows;
  }

  /** A paper. */
  Export(String name, Writing writing) {
    this.name = name;
    this.format = Format.PDF;
    this.rows = null;
    this.writing = writing;
  }

  /** Writes the bytes of a file. */
  @FunctionalInterface
  interface Writing {
    /** Writes them. */
    void to(OutputStream out) throws IOException;
  }

  /** What the file is called, for example {@code device_usage_2026-03-01_2026-03-30.csv}. */
  public String fileName() {
    return name + format.ending();
  }

  /** What it is, as HTTP says it. */
  public String mediaType() {
    return format.mediaType();
  }

  /**
   * Writes the file: CSV with a mark that says UTF-8, a JSON object with {@code rows}, or a PDF.
   *
   * @throws IOException if the other side went away, or the file grows beyond 50 MB; it is cut off
   *     then, so that nobody takes a part for the whole
   */
  public void writeTo(OutputStream out) throws IOException {
    writeTo(out, MOST_BYTES);
  }

  /** The same, with another largest size. */
  void writeTo(OutputStream out, long most) throws IOException {
    try {
      writing.to(new Bounded(out, most));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void writeRows(OutputStream out) throws IOException {
    var buffered = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    if (format == Format.CSV) {
      writeCsv(buffered);
    } else {
      writeJson(buffered);
    }
    buffered.flush();
  }

  private void writeCsv(Writer text) throws IOException {
    text.write(Csv.MARK + Csv.line(rows.columns()));
    rows.source().each(row -> write(text, Csv.line(row)));
  }

  private static void write(Writer text, String line) {
    try {
      text.write(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeJson(Writer text) throws IOException {
    text.write("{\"rows\":[");
    var before = new AtomicReference<>("\n");
    rows.source().each(row -> write(text, before.getAndSet(",\n") + object(row)));
    text.write("\n]}\n");
  }

  private String object(List<?> row) {
    var object = BUILDERS.createObjectBuilder();
    for (var i = 0; i < row.size(); i++) {
      var column = rows.columns().get(i);
      var cell = row.get(i);
      if (cell == null) {
        object.addNull(column);
      } else if (cell instanceof Double number) {
        object.add(column, number);
      } else if (cell instanceof Number number) {
        object.add(column, number.longValue());
      } else {
        object.add(column, cell.toString());
      }
    }
    return object.build().toString();
  }

  /** Refuses what is too much. */
  private static final class Bounded extends FilterOutputStream {

    private long left;

    Bounded(OutputStream out, long most) {
      super(out);
      left = most;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      left -= length;
      if (left < 0) {
        throw new IOException("the export is larger than it may be");
      }
      out.write(bytes, from, length);
    }
  }
}
