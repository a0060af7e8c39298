package com.tokkatot.device;

import static com.tokkatot.device.DeviceKind.CONVEYOR;
import static com.tokkatot.device.DeviceKind.DHT22;
import static com.tokkatot.device.DeviceKind.FEEDER;
import static com.tokkatot.device.DeviceKind.HEATER;
import static com.tokkatot.device.DeviceKind.LIGHT;
import static com.tokkatot.device.DeviceKind.PUMP;
import static com.tokkatot.device.DeviceKind.SIREN;
import static com.tokkatot.device.DeviceKind.WATER_LEVEL;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything a device can be set to, and within which bounds: the one table. A longest run is
 * bounded by what the board itself never exceeds. Source: requirements.md 3.5; schedules.md, "Who
 * wins" 4.
 */
public enum Parameter {
  /** Longest run in one go of a thing that must not run for long. */
  MAX_ON("s", range(1, 600, 600), Editor.FARMER, PUMP),
  FEEDER_MAX_ON("max_on", "s", range(1, 60, 60), Editor.FARMER, FEEDER),
  CONVEYOR_MAX_ON("max_on", "s", range(1, 900, 900), Editor.FARMER, CONVEYOR),
  HEATER_MAX_ON("max_on", "s", range(60, 1800, 1800), Editor.STAFF, HEATER),
  /** Shortest rest between two runs: motors and relays need it. */
  MIN_OFF("s", range(0, 600, 0), Editor.STAFF, PUMP, FEEDER, HEATER, CONVEYOR),
  SIREN_MAX_ON("max_on", "s", range(60, 600, 600), Editor.STAFF, SIREN),
  /** 0 is no such limit. */
  LIGHT_MAX_ON("max_on", "s", range(0, 86_400, 0), Editor.FARMER, LIGHT),
  /** Added to what the sensor says. */
  TEMPERATURE_OFFSET("Cel", range(-5, 5, 0), Editor.STAFF, DHT22),
  HUMIDITY_OFFSET("%RH", range(-20, 20, 0), Editor.STAFF, DHT22),
  LEVEL_OFFSET("%", range(-20, 20, 0), Editor.STAFF, WATER_LEVEL),
  /** How often a sensor tells what it reads. */
  SAMPLE_PERIOD("s", range(5, 300, 30), Editor.STAFF, DHT22, WATER_LEVEL),
  /** Where a reading begins to be worth a warning. */
  TEMP_THRESHOLD_HIGH("Cel", range(20, 50, 35), Editor.FARMER, DHT22),
  TEMP_THRESHOLD_LOW("Cel", range(0, 35, 18), Editor.FARMER, DHT22),
  HUMIDITY_THRESHOLD_HIGH("%RH", range(40, 100, 80), Editor.FARMER, DHT22),
  HUMIDITY_THRESHOLD_LOW("%RH", range(0, 80, 40), Editor.FARMER, DHT22),
  WATER_THRESHOLD_LOW("%", range(0, 90, 20), Editor.FARMER, WATER_LEVEL);

  private enum Editor {
    FARMER,
    STAFF
  }

  private record Range(double least, double most, double usual) {}

  private final String word;
  private final String unit;
  private final Range range;
  private final Editor editor;
  private final Set<DeviceKind> kinds;

  Parameter(String unit, Range range, Editor editor, DeviceKind... kinds) {
    this(null, unit, range, editor, kinds);
  }

  Parameter(String word, String unit, Range range, Editor editor, DeviceKind... kinds) {
    this.word = word == null ? name().toLowerCase(Locale.ROOT) : word;
    this.unit = unit;
    this.range = range;
    this.editor = editor;
    this.kinds = EnumSet.copyOf(List.of(kinds));
  }

  /** What a device of this kind can be set to. */
  public static List<Parameter> of(DeviceKind kind) {
    return Stream.of(values()).filter(parameter -> parameter.kinds.contains(kind)).toList();
  }

  /** As messages and rows say it; once for each kind of device. */
  public String word() {
    return word;
  }

  /** UCUM. */
  public String unit() {
    return unit;
  }

  public double least() {
    return range.least;
  }

  public double most() {
    return range.most;
  }

  /** What it is when nobody has set it. */
  public double usual() {
    return range.usual;
  }

  /** Whether owners and managers may set it, or only who calibrates hardware. */
  public boolean isFarmers() {
    return editor == Editor.FARMER;
  }

  private static Range range(double least, double most, double usual) {
    return new Range(least, most, usual);
  }
}
