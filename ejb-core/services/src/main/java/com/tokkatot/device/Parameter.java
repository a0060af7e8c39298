package com.tokkatot.device;

import static com.tokkatot.device.DeviceKind.CONVEYOR;
import static com.tokkatot.device.DeviceKind.DHT22;
import static com.tokkatot.device.DeviceKind.FAN;
import static com.tokkatot.device.DeviceKind.FEEDER;
import static com.tokkatot.device.DeviceKind.FLOW;
import static com.tokkatot.device.DeviceKind.HEATER;
import static com.tokkatot.device.DeviceKind.LIGHT;
import static com.tokkatot.device.DeviceKind.MOTION;
import static com.tokkatot.device.DeviceKind.PUMP;
import static com.tokkatot.device.DeviceKind.SCALE;
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
 * wins" 4; WIRE.md 3.6.
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
  SAMPLE_PERIOD("s", range(5, 300, 30), Editor.STAFF, DHT22, WATER_LEVEL, SCALE, MOTION, FLOW),
  /** Where a reading begins to be worth a warning. */
  TEMP_THRESHOLD_HIGH("Cel", range(20, 50, 35), Editor.FARMER, DHT22),
  TEMP_THRESHOLD_LOW("Cel", range(0, 35, 18), Editor.FARMER, DHT22),
  HUMIDITY_THRESHOLD_HIGH("%RH", range(40, 100, 80), Editor.FARMER, DHT22),
  HUMIDITY_THRESHOLD_LOW("%RH", range(0, 80, 40), Editor.FARMER, DHT22),
  WATER_THRESHOLD_LOW("%", range(0, 90, 20), Editor.FARMER, WATER_LEVEL),
  /** At or above fans run, heaters are off and the siren sounds, whatever people or timers want. */
  CRITICAL_HIGH("Cel", range(30, 42, 36), Editor.FARMER, DHT22),
  /** At or below the heater runs, and the siren sounds. Nothing: there is no such limit. */
  CRITICAL_LOW("Cel", unset(5, 30), Editor.FARMER, DHT22),
  /** Above it a fan that a person switched off rests for five minutes only. */
  COMFORT_HIGH("Cel", range(20, 40, 32), Editor.FARMER, DHT22),
  /** Where the board's own thermostat switches on and off, when nobody else says anything. */
  FAN_THERMOSTAT_ON("thermostat_on", "Cel", range(0, 45, 32), Editor.FARMER, FAN),
  FAN_THERMOSTAT_OFF("thermostat_off", "Cel", range(0, 45, 30), Editor.FARMER, FAN),
  HEATER_THERMOSTAT_ON("thermostat_on", "Cel", range(0, 45, 18), Editor.FARMER, HEATER),
  HEATER_THERMOSTAT_OFF("thermostat_off", "Cel", range(0, 45, 20), Editor.FARMER, HEATER),
  /** At or above the heater is off. */
  CUTOFF("Cel", range(15, 40, 33), Editor.STAFF, HEATER),
  /** Least ventilation: so long in each so long. Unset: only without hub or sensor. */
  VENT_ON("s", range(30, 7200, 300), Editor.FARMER, FAN),
  VENT_EVERY("s", range(60, 7200, 900), Editor.FARMER, FAN),
  /** How long the siren sounds and rests in turn, until somebody acknowledges. */
  SOUND("s", range(10, 600, 60), Editor.FARMER, SIREN),
  PAUSE("s", range(10, 600, 60), Editor.FARMER, SIREN),
  /** Where the pump ends. */
  FULL("%", range(50, 100, 98), Editor.STAFF, WATER_LEVEL),
  /** What the probe's converter reads at its two ends. */
  EMPTY_RAW("1", range(0, 4095, 300), Editor.STAFF, WATER_LEVEL),
  FULL_RAW("1", range(0, 4095, 2000), Editor.STAFF, WATER_LEVEL),
  /** Thousands of counts of the bare scale, and for each kilogram. Unset: it says nothing. */
  SCALE_ZERO("1", unset(-8388, 8388), Editor.STAFF, SCALE),
  SCALE_PER_KG("1/kg", unset(-8388, 8388), Editor.STAFF, SCALE),
  PULSES_PER_LITRE("1/L", range(1, 10_000, 450), Editor.STAFF, FLOW);

  private enum Editor {
    FARMER,
    STAFF
  }

  private record Range(double least, double most, Double usual) {}

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

  /** What it is when nobody has set it; null: there is none then. */
  public Double usual() {
    return range.usual;
  }

  /** Whether owners and managers may set it, or only who calibrates hardware. */
  public boolean isFarmers() {
    return editor == Editor.FARMER;
  }

  private static Range unset(double least, double most) {
    return new Range(least, most, null);
  }

  private static Range range(double least, double most, double usual) {
    return new Range(least, most, usual);
  }
}
