package com.tokkatot.setting;

import static com.tokkatot.farm.Permission.CONFIGURE_SYSTEM;
import static com.tokkatot.farm.Permission.EDIT_FARM;
import static com.tokkatot.farm.Permission.EDIT_THRESHOLDS;

import com.tokkatot.farm.Permission;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Everything that can be set for a person, a farm or the whole: the one table. Each is read by
 * somebody; {@link #about} says by whom. What devices are set to: {@code device.Parameter}; when a
 * reading is an alert: {@code alert.AlertRules}. Source: requirements.md 2.10, 3.16.
 */
public enum Key {
  TEXT_SIZE(own("normal", "normal", "very_large"), "how large the app's text is; the client's"),
  THEME(own("auto", "auto", "light", "dark"), "the app's colours; the client's"),
  NUMERALS(own("latin", "latin", "khmer"), "which digits the app shows; the client's"),
  MOTION(own("auto", "auto", "reduced"), "whether the app moves things; the client's"),
  HOME_FARM(
      new Row(Scope.ACCOUNT, new Kind.FarmId(), null, null),
      "the farm that comes first in the list of the person's farms, which the app opens with"),

  PROFILE(
      farm(new Kind.Choice(List.of("broiler", "layer", "village")), null, EDIT_FARM),
      "which kind of farm it is; set by applying that; the client's"),
  OFFLINE_ALERT_MINUTES(
      farm(whole(5, 1440, "min"), 30L, EDIT_THRESHOLDS),
      "how long a board or the farm is silent before that is an alert"),
  REALERT_MINUTES(
      farm(whole(5, 120, "min"), 10L, EDIT_THRESHOLDS),
      "after which time a critical alert that nobody acknowledged is told again"),
  SIREN_TEST_DAY(
      farm(whole(0, 7, "1"), 0L, EDIT_FARM),
      "day of the week, from 1 for Monday, on which a test of the siren is asked for; 0: never"),
  FIRMWARE_HOUR(
      farm(whole(0, 22, "h"), 2L, EDIT_FARM),
      "hour of the farm's day with which the two hours begin in which boards may be updated"),
  UPLOAD_MINUTES(
      farm(whole(1, 30, "min"), 5L, EDIT_FARM),
      "how often the hub uploads its journal; longer costs less of a mobile line"),

  MESSAGE_DAYS(ours(7, 365, "d", 90), "how long people see their messages"),
  MESSAGE_KEPT_DAYS(ours(365, 1825, "d", 730), "how long messages are kept"),
  EVENT_HOURS(ours(1, 168, "h", 24), "how long live events are kept for clients that were away"),
  DASHBOARD_CACHE_S(ours(5, 300, "s", 30), "how old a dashboard may be"),
  EXPORT_KEPT_DAYS(ours(7, 365, "d", 90), "how long files of planned exports are kept"),

  PLANNED_EXPORTS(
      new Row(Scope.FEATURES, new Kind.Farms(), Reach.ALL, CONFIGURE_SYSTEM),
      "exports that come by themselves"),
  LIVE_READINGS(
      new Row(Scope.FEATURES, new Kind.Farms(), Reach.ALL, CONFIGURE_SYSTEM),
      "hubs tell readings at once; without it they come with the journal, minutes later");

  private record Row(Scope scope, Kind kind, Object usual, Permission permission) {}

  private final Row row;
  private final String about;

  Key(Row row, String about) {
    this.row = row;
    this.about = about;
  }

  /** The keys of a scope, in order. */
  public static List<Key> of(Scope scope) {
    return Stream.of(values()).filter(key -> key.scope() == scope).toList();
  }

  /** As JSON says it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  Scope scope() {
    return row.scope;
  }

  Kind kind() {
    return row.kind;
  }

  /** What it is when nobody has set it; null: nothing then. */
  Object usual() {
    return row.usual;
  }

  /** Who may change it; null: the person whose it is. */
  Permission permission() {
    return row.permission;
  }

  /** For whoever sets it, in a few words. */
  String about() {
    return about;
  }

  /**
   * A farm's whole number inside a statement that goes over many farms.
   *
   * @param farmId how the statement names the farm's id
   */
  public String sqlOf(String farmId) {
    if (scope() != Scope.FARM || !(kind() instanceof Kind.Whole)) {
      throw new IllegalArgumentException(this + " is no number of a farm");
    }
    return "coalesce((select (chosen ->> '"
        + word()
        + "')::bigint from setting where scope = 'farm' and owner_id = "
        + farmId
        + "), "
        + usual()
        + ")";
  }

  private static Kind whole(long least, long most, String unit) {
    return new Kind.Whole(least, most, unit);
  }

  private static Row own(String usual, String... words) {
    return new Row(Scope.ACCOUNT, new Kind.Choice(List.of(words)), usual, null);
  }

  private static Row farm(Kind kind, Object usual, Permission permission) {
    return new Row(Scope.FARM, kind, usual, permission);
  }

  private static Row ours(long least, long most, String unit, long usual) {
    return new Row(Scope.SYSTEM, whole(least, most, unit), usual, CONFIGURE_SYSTEM);
  }
}
