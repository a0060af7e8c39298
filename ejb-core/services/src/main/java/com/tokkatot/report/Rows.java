package com.tokkatot.report;

import java.util.List;
import java.util.function.Consumer;

/**
 * The rows of a table, read bit by bit while they are written.
 *
 * @param columns what the cells of a row are
 * @param source gives every row, one after the other
 */
record Rows(List<String> columns, Source source) {

  /** Where rows come from. */
  @FunctionalInterface
  interface Source {
    /** Hands over every row; a row's list may hold nulls. */
    void each(Consumer<List<?>> row);
  }
}
