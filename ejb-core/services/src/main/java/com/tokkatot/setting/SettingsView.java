package com.tokkatot.setting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What is set, and what can be.
 *
 * @param version 0: nobody has set anything; then the next three are null
 * @param reason in people's words, or null
 * @param values of all settings, by name; null where nothing is set and there is no usual value
 */
public record SettingsView(
    long version,
    Instant changedAt,
    UUID changedBy,
    String reason,
    Map<String, Object> values,
    List<Entry> catalogue) {

  /**
   * One setting.
   *
   * @param kind whole, choice, farm (an id) or farms (share, on_farms, off_farms)
   * @param unit UCUM, or null
   * @param minValue null but for whole, like the next
   * @param choices null but for choice
   * @param defaultValue what it is when nobody sets it, or null
   * @param isSet false: as usual
   * @param isEditable whether the caller may change it
   * @param about in a few words of English; clients have words by name
   */
  public record Entry(
      String name,
      String kind,
      String unit,
      Long minValue,
      Long maxValue,
      List<String> choices,
      Object defaultValue,
      boolean isSet,
      boolean isEditable,
      String about) {}

  static SettingsView of(SettingRow row, Scope scope, Predicate<Key> editable) {
    var values = new LinkedHashMap<String, Object>();
    var catalogue = new ArrayList<Entry>();
    for (var key : Key.of(scope)) {
      values.put(key.word(), plain(row.chosen().get(key)));
      catalogue.add(entry(key, row.chosen().isSet(key), editable.test(key)));
    }
    return new SettingsView(
        row.version(),
        row.changedAt(),
        row.changedBy(),
        row.reason(),
        Collections.unmodifiableMap(values),
        List.copyOf(catalogue));
  }

  private static Entry entry(Key key, boolean isSet, boolean isEditable) {
    var whole = key.kind() instanceof Kind.Whole bounds ? bounds : null;
    return new Entry(
        key.word(),
        key.kind().word(),
        whole == null ? null : whole.unit(),
        whole == null ? null : (Long) whole.least(),
        whole == null ? null : (Long) whole.most(),
        key.kind() instanceof Kind.Choice choice ? choice.words() : null,
        plain(key.usual()),
        isSet,
        isEditable,
        key.about());
  }

  /** As JSON says it whatever its type's names are. */
  static Object plain(Object value) {
    if (value instanceof Reach reach) {
      var plain = new LinkedHashMap<String, Object>();
      plain.put("share", reach.share());
      plain.put("on_farms", reach.onFarms().stream().map(UUID::toString).toList());
      plain.put("off_farms", reach.offFarms().stream().map(UUID::toString).toList());
      return plain;
    }
    return value;
  }
}
