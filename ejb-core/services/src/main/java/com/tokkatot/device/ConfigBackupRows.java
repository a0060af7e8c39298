package com.tokkatot.device;

import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which versions lie in the object store. Each step is a transaction of its own: the file is
 * written between two of them, and the network must not hold one open.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ConfigBackupRows {

  /** A node that dies is followed by another after this. */
  static final Duration LEASE = Duration.ofMinutes(5);

  private static final int BITE = 100;

  @Inject Sql sql;
  @Inject InstantSource time;

  /** A version that has to be backed up. */
  public record Due(UUID farmId, UUID deviceId, long version) {}

  /**
   * Takes some that have no backup, or one that an older key has sealed, so that nobody else does;
   * the oldest first.
   *
   * @param key as what today's key seals begins
   */
  public List<Due> take(String key) {
    var now = time.instant();
    return sql.query(
        """
        update device_config config set backup_leased_until = ?
        from device where device.id = config.device_id and (config.device_id, config.version) in (
          select device_id, version from device_config
          where (backup_key is null or backup_key < ? or backup_key > ?)
            and (backup_leased_until is null or backup_leased_until <= ?)
          order by changed_at, device_id, version limit ? for no key update skip locked)
        returning device.farm_id, config.device_id, config.version
        """,
        row ->
            new Due(Sql.uuid(row, "farm_id"), Sql.uuid(row, "device_id"), row.getLong("version")),
        now.plus(LEASE),
        key,
        key,
        now,
        BITE);
  }

  /** What is written of one, as JSON. */
  public String json(Due due) {
    record Said(Instant at, UUID by, String reason) {}
    var said =
        sql.query(
                "select * from device_config where device_id = ? and version = ?",
                row ->
                    new Said(
                        Sql.instant(row, "changed_at"),
                        Sql.uuid(row, "changed_by"),
                        row.getString("reason")),
                due.deviceId(),
                due.version())
            .get(0);
    return new ConfigBackup(
            due.farmId(),
            due.deviceId(),
            due.version(),
            said.at,
            said.by,
            said.reason,
            new ConfigRows(sql).of(due.deviceId(), due.version()))
        .json();
  }

  /** It lies there; said twice it is the same. */
  public void kept(Due due, String key) {
    sql.update(
        "update device_config set backup_key = ?, backup_leased_until = null"
            + " where device_id = ? and version = ?",
        key,
        due.deviceId(),
        due.version());
  }

  /** What a version set; empty if there is no row of it. */
  public Optional<List<ConfigValue>> values(UUID deviceId, long version) {
    var rows = new ConfigRows(sql);
    return rows.has(deviceId, version) ? Optional.of(rows.of(deviceId, version)) : Optional.empty();
  }
}
