package com.tokkatot.setting;

import com.tokkatot.shared.Invalid;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What somebody has set; what is not there is as usual. */
final class Chosen {

  /** Nothing. */
  static final Chosen NOTHING = new Chosen(new EnumMap<>(Key.class));

  private final Map<Key, Object> values;

  private Chosen(Map<Key, Object> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /** As it was stored. What is known no more, or out of today's bounds, is as usual. */
  static Chosen read(Scope scope, String stored) {
    JsonObject json;
    try (var reader = Json.createReader(new StringReader(stored))) {
      json = reader.readObject();
    }
    var values = new EnumMap<Key, Object>(Key.class);
    for (var key : Key.of(scope)) {
      if (json.containsKey(key.word())) {
        try {
          values.put(key, key.kind().read(key.word(), json.get(key.word())));
        } catch (Invalid e) {
          // Bounds have changed since; nobody can be asked now.
          values.remove(key);
        }
      }
    }
    return new Chosen(values);
  }

  /**
   * With these set, or, where null, as usual again. What is set to the usual stays set: it stays
   * when the usual changes.
   */
  Chosen with(Map<Key, Object> changes) {
    var next = new EnumMap<Key, Object>(Key.class);
    next.putAll(values);
    changes.forEach(
        (key, value) -> {
          if (value == null) {
            next.remove(key);
          } else {
            next.put(key, value);
          }
        });
    return new Chosen(next);
  }

  boolean isSet(Key key) {
    return values.containsKey(key);
  }

  /** What it is; null only where there is no usual. */
  Object get(Key key) {
    return values.getOrDefault(key, key.usual());
  }

  /** Keys by which this is something else than the other, in order. */
  List<Key> differencesTo(Chosen other) {
    var keys = new ArrayList<Key>();
    for (var key : Key.values()) {
      if (!Objects.equals(values.get(key), other.values.get(key))) {
        keys.add(key);
      }
    }
    return keys;
  }

  JsonObject json() {
    var json = Json.createObjectBuilder();
    values.forEach((key, value) -> json.add(key.word(), key.kind().write(value)));
    return json.build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Chosen chosen && values.equals(chosen.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }
}
