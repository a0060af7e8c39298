package com.tokkatot.report;

/**
 * A file that lies in the object store.
 *
 * @param name what people call it
 * @param objectName where it lies
 */
public record StoredExport(String name, String objectName, long sizeBytes) {

  /** Whether it is a table for spreadsheets; else it is JSON. */
  public boolean isCsv() {
    return name.endsWith(".csv");
  }
}
