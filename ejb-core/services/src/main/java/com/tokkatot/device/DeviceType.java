package com.tokkatot.device;

/** How a device is wired. Source: requirements.md 2.5. */
public enum DeviceType {
  GPIO,
  RELAY,
  PWM,
  ADC,
  SERVO,
  SENSOR
}
