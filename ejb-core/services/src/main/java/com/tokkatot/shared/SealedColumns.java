package com.tokkatot.shared;

import java.util.List;

/** What a feature keeps sealed, so that it can be sealed anew with the newest key. */
public interface SealedColumns {

  /**
   * One column; its table has a primary key {@code id}.
   *
   * @param purpose the one its values are sealed for
   */
  record SealedColumn(String table, String column, String purpose) {}

  /** All columns of the feature. */
  List<SealedColumn> all();
}
