package com.tokkatot.report;

import com.tokkatot.report.ExportQuestion.Format;
import java.util.stream.Stream;

/**
 * A file that lies in the object store.
 *
 * @param name what people call it
 * @param objectName where it lies
 */
public record StoredExport(String name, String objectName, long sizeBytes) {

  /** What it is, as HTTP says it. */
  public String mediaType() {
    return Stream.of(Format.values())
        .filter(format -> name.endsWith(format.ending()))
        .findFirst()
        .orElseThrow()
        .mediaType();
  }
}
