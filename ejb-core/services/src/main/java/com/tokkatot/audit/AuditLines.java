package com.tokkatot.audit;

import com.tokkatot.shared.Sql;
import com.tokkatot.shared.Vault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/** Lines of one month that certain transactions wrote, and the digest over them. */
final class AuditLines {

  /** Most lines one seal covers, so that sealing never holds much in memory. */
  static final int MOST = 5_000;

  private static final String PURPOSE = "audit.seal";

  /** A line's transaction and the digest of what must not change in it. */
  record Line(long xid, byte[] digest) {}

  private AuditLines() {}

  /** First day of each month that has a partition, oldest first. */
  static List<LocalDate> months(Sql sql) {
    return sql.query(
        "select to_date(right(inhrelid::regclass::text, 6), 'YYYYMM') as month from pg_inherits"
            + " where inhparent = 'audit_log'::regclass order by 1",
        row -> row.getObject("month", LocalDate.class));
  }

  /** Lines of transactions {@code from <= xid < to}, in order. */
  static List<Line> read(Sql sql, LocalDate month, long from, long to, int most) {
    return sql.query(
        "select xid, id, at, farm_id, account_id, action, target_id, reason, request_id"
            + " from "
            + partition(month)
            + " where xid >= ?::text::xid8 and xid < ?::text::xid8 order by xid, id limit ?",
        AuditLines::line,
        Long.toString(from),
        Long.toString(to),
        most);
  }

  static String partition(LocalDate month) {
    return "audit_log_%04d%02d".formatted(month.getYear(), month.getMonthValue());
  }

  /** The digest of a seal: over its place, the seal before it and all its lines. */
  static byte[] digest(
      Vault vault, long no, LocalDate month, long from, long to, byte[] before, List<Line> lines) {
    var all = sha256();
    lines.forEach(line -> all.update(line.digest()));
    var place =
        ByteBuffer.allocate(5 * Long.BYTES)
            .putLong(no)
            .putLong(month.toEpochDay())
            .putLong(from)
            .putLong(to)
            .putLong(lines.size())
            .array();
    return vault.mac(PURPOSE, place, before, all.digest());
  }

  private static Line line(ResultSet row) throws SQLException {
    var digest = sha256();
    add(digest, row.getString("xid"));
    add(digest, row.getString("id"));
    // As text in UTC and not as the driver's type: the same on every machine.
    add(digest, Sql.instant(row, "at").toString());
    for (var column :
        List.of("farm_id", "account_id", "action", "target_id", "reason", "request_id")) {
      add(digest, row.getString(column));
    }
    return new Line(Long.parseLong(row.getString("xid")), digest.digest());
  }

  private static void add(MessageDigest digest, String value) {
    var bytes = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
    var length = value == null ? -1 : bytes.length;
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
