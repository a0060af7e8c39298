package com.tokkatot.audit;

import com.tokkatot.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/** One row of seals; {@code from} and {@code to} are transactions, the last one not included. */
record Seal(long no, LocalDate month, long from, long to, int lines, byte[] digest) {

  static final byte[] NONE_BEFORE = new byte[0];

  private static final String COLUMNS =
      "select no, month, from_xid, to_xid, lines, digest from audit_seal ";

  static List<Seal> all(Sql sql) {
    return sql.query(COLUMNS + "order by no", Seal::read);
  }

  static List<Seal> last(Sql sql) {
    return sql.query(COLUMNS + "order by no desc limit 1", Seal::read);
  }

  static List<Seal> lastOf(Sql sql, LocalDate month) {
    return sql.query(COLUMNS + "where month = ? order by no desc limit 1", Seal::read, month);
  }

  private static Seal read(ResultSet row) throws SQLException {
    return new Seal(
        row.getLong("no"),
        row.getObject("month", LocalDate.class),
        Long.parseLong(row.getString("from_xid")),
        Long.parseLong(row.getString("to_xid")),
        row.getInt("lines"),
        row.getBytes("digest"));
  }
}
