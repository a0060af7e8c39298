package com.tokkatot.device;

/** What a farmer calls it. */
public enum DeviceKind {
  PUMP(true, false, true),
  FEEDER(true, false, true),
  LIGHT(true, true, false),
  FAN(true, true, false),
  HEATER(true, false, true),
  CONVEYOR(true, false, true),
  SIREN(true, false, false),
  DHT22(false, false, false),
  WATER_LEVEL(false, false, false),
  /** Weighs feed or birds. */
  SCALE(false, false, false),
  /** Sees whether something moves. */
  MOTION(false, false, false),
  /** Counts the water that went through. */
  FLOW(false, false, false);

  /** Those that move or heat, as SQL literals: an emergency stop stops them, fans too. */
  public static final String STOPPABLE = "'pump', 'feeder', 'fan', 'heater', 'conveyor'";

  private final boolean actuator;
  private final boolean dimmable;
  private final boolean restsOff;

  DeviceKind(boolean actuator, boolean dimmable, boolean restsOff) {
    this.actuator = actuator;
    this.dimmable = dimmable;
    this.restsOff = restsOff;
  }

  /** Whether it acts; a sensor only reads. */
  public boolean isActuator() {
    return actuator;
  }

  /** How it is wired unless somebody says otherwise. */
  public DeviceType usualType() {
    if (!actuator) {
      return DeviceType.SENSOR;
    }
    return dimmable ? DeviceType.PWM : DeviceType.RELAY;
  }

  /** Whether it takes 0 to 100 %. */
  public boolean isDimmable() {
    return dimmable;
  }

  /** Whether off is its fail-safe state; a fan's is not, birds need air. Source: schedules.md. */
  public boolean isSafeWhenOff() {
    return restsOff;
  }
}
