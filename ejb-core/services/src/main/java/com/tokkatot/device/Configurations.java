package com.tokkatot.device;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.farm.Access;
import com.tokkatot.farm.Member;
import com.tokkatot.farm.Permission;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotAllowed;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;

/** What devices are set to, and by whom. Permissions to come in have been checked at the door. */
@Stateless
public class Configurations {

  /** Longest reason, in characters. */
  public static final int LONGEST_REASON = 200;

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;
  @Inject SnapshotVersions snapshots;
  @Inject Access access;
  @EJB Devices devices;

  /**
   * What a device is set to.
   *
   * @throws NotFound if it is not on the farm ({@code DEVICE_NOT_FOUND})
   */
  public DeviceConfig get(Member asking, UUID deviceId) {
    var device = devices.in(asking.farmId(), deviceId);
    var stored = new ConfigRows(sql).now(deviceId);
    var values = Parameter.of(device.kind()).stream().map(each -> value(each, stored)).toList();
    return sql.query(
            """
            select device.config_version, device.config_acknowledged, device_config.*
            from device left join device_config
              on device_config.device_id = device.id and version = device.config_version
            where device.id = ?
            """,
            row ->
                new DeviceConfig(
                    deviceId,
                    row.getLong("config_version"),
                    row.getLong("config_acknowledged"),
                    Sql.instant(row, "changed_at"),
                    Sql.uuid(row, "changed_by"),
                    row.getString("reason"),
                    values),
            deviceId)
        .get(0);
  }

  /**
   * Sets some parameters; what is not mentioned stays. A change makes a new version, and the hub is
   * told of it.
   *
   * @param reason in people's words, or null
   * @throws NotFound if the device is not on the farm ({@code DEVICE_NOT_FOUND})
   * @throws Invalid naming the parameter that is unknown, out of its bounds or beyond its partner
   * @throws NotAllowed if a parameter is not the member's to set ({@code FORBIDDEN})
   */
  public DeviceConfig set(
      Member member, UUID deviceId, List<Setting> settings, String reason, Origin origin) {
    return change(member, deviceId, settings, null, reason, origin);
  }

  /** As {@link #set} for one parameter, which counts as calibrated from now on. */
  public DeviceConfig calibrate(Member member, UUID deviceId, Setting setting, Origin origin) {
    var reason = "calibrated " + setting.name();
    return change(member, deviceId, List.of(setting), time.instant(), reason, origin);
  }

  private DeviceConfig change(
      Member member,
      UUID deviceId,
      List<Setting> settings,
      Instant calibratedAt,
      String reason,
      Origin origin) {
    var version = lock(member, deviceId) + 1;
    var kind = devices.in(member.farmId(), deviceId).kind();
    var before = new ConfigRows(sql).now(deviceId);
    var after = new HashMap<>(before);
    var named = new TreeSet<String>();
    for (var setting : settings) {
      var parameter = parameter(kind, setting);
      if (!named.add(parameter.word())) {
        throw new Invalid(parameter.word(), "is there twice");
      }
      if (!parameter.isFarmers()) {
        access.require(member, Permission.CALIBRATE_HARDWARE, origin);
      }
      var known = before.get(parameter.word());
      var since = calibratedAt == null && known != null ? known.calibratedAt() : calibratedAt;
      after.put(parameter.word(), new ConfigValue(parameter.word(), setting.value(), since));
    }
    ParameterPairs.check(kind, values(after));
    if (!after.equals(before)) {
      new ConfigRows(sql)
          .add(deviceId, version, after.values(), member.accountId(), time.instant(), reason);
      var said = "version " + version + ": " + String.join(", ", named);
      audit.note(member.farmId(), member.accountId(), "device.configured", deviceId, said, origin);
      snapshots.next(member.farmId());
    }
    return get(member, deviceId);
  }

  /**
   * Sets a device to what an earlier version said, all of it: what that did not mention is as usual
   * again. That makes a new version, unless it says the same as today's.
   *
   * @param version the earlier one
   * @param values what it said; they must still be within bounds
   * @param reason in people's words, or null
   * @throws NotFound if the device is not on the farm ({@code DEVICE_NOT_FOUND})
   * @throws Invalid naming the parameter that is unknown, out of its bounds or beyond its partner
   * @throws NotAllowed if a parameter would change that is not the member's to set ({@code
   *     FORBIDDEN})
   */
  public DeviceConfig restore(
      Member member,
      UUID deviceId,
      long version,
      List<ConfigValue> values,
      String reason,
      Origin origin) {
    var next = lock(member, deviceId) + 1;
    var kind = devices.in(member.farmId(), deviceId).kind();
    var before = new ConfigRows(sql).now(deviceId);
    var after = new HashMap<String, ConfigValue>();
    for (var value : values) {
      var parameter = parameter(kind, new Setting(value.name(), value.value(), null));
      after.put(parameter.word(), value);
    }
    for (var parameter : Parameter.of(kind)) {
      var same = Objects.equals(before.get(parameter.word()), after.get(parameter.word()));
      if (!same && !parameter.isFarmers()) {
        access.require(member, Permission.CALIBRATE_HARDWARE, origin);
      }
    }
    ParameterPairs.check(kind, values(after));
    if (!after.equals(before)) {
      new ConfigRows(sql)
          .add(deviceId, next, after.values(), member.accountId(), time.instant(), reason);
      var said = "version %d from version %d".formatted(next, version);
      audit.note(
          member.farmId(), member.accountId(), "device.config_restored", deviceId, said, origin);
      snapshots.next(member.farmId());
    }
    return get(member, deviceId);
  }

  private static Map<String, Double> values(Map<String, ConfigValue> stored) {
    var values = new HashMap<String, Double>();
    stored.forEach((word, each) -> values.put(word, each.value()));
    return values;
  }

  private long lock(Member member, UUID deviceId) {
    return sql
        .query(
            "select config_version from device where id = ? and farm_id = ?"
                + " and removed_at is null for no key update",
            row -> row.getLong(1),
            deviceId,
            member.farmId())
        .stream()
        .findFirst()
        .orElseThrow(Devices::unknown);
  }

  private static Parameter parameter(DeviceKind kind, Setting setting) {
    var parameter =
        Parameter.of(kind).stream()
            .filter(each -> each.word().equals(setting.name()))
            .findFirst()
            .orElseThrow(() -> new Invalid("parameter_name", "does not know " + setting.name()));
    if (setting.unit() != null && !setting.unit().equals(parameter.unit())) {
      throw new Invalid(parameter.word(), "is in " + parameter.unit());
    }
    if (!(setting.value() >= parameter.least() && setting.value() <= parameter.most())) {
      throw new Invalid(
          parameter.word(), "must be " + parameter.least() + " to " + parameter.most());
    }
    return parameter;
  }

  private static DeviceConfig.Value value(Parameter parameter, Map<String, ConfigValue> stored) {
    var set = stored.get(parameter.word());
    var calibratedAt = set == null ? null : set.calibratedAt();
    return new DeviceConfig.Value(
        parameter.word(),
        set == null ? parameter.usual() : Double.valueOf(set.value()),
        parameter.unit(),
        parameter.least(),
        parameter.most(),
        parameter.usual(),
        parameter.isFarmers(),
        calibratedAt != null,
        calibratedAt);
  }
}
