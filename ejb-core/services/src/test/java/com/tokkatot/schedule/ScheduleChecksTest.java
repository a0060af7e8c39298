package com.tokkatot.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.device.DeviceKind;
import com.tokkatot.shared.Invalid;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is refused when it is saved, by the name of its field. */
class ScheduleChecksTest {

  private final ScheduleWorld world = new ScheduleWorld();

  @Test
  void aDeviceOfAnotherFarm() {
    var foreign = new ScheduleWorld().farm.light();

    refuses("devices[0].device_id", ScheduleWorld.at("0 6 * * *", foreign));
    refuses("devices[0].device_id", ScheduleWorld.at("0 6 * * *", UUID.randomUUID()));
  }

  @Test
  void aSensor() {
    var sensor = world.device(DeviceKind.DHT22);

    refuses("devices[0].device_id", ScheduleWorld.at("0 6 * * *", sensor));
  }

  @Test
  void halfOfWhatKnowsOnAndOffOnly() {
    var pump = world.device(DeviceKind.PUMP);

    refuses(
        "action_value",
        """
        {"name": "P", "schedule_type": "time_based", "start_time": "06:00", "end_time": "07:00",
         "action": "set_value", "action_value": 50, "device_id": "%s"}
        """
            .formatted(pump));
    refuses(
        "action_sequence[1].value",
        """
        {"name": "P", "schedule_type": "time_based", "cron_expression": "0 6 * * *",
         "action_sequence": [{"action": "on", "duration": 5}, {"value": 50, "duration": 5}],
         "device_id": "%s"}
        """
            .formatted(pump));
  }

  @Test
  void aHeaterOrPumpByReadingsWithoutAnEnd() {
    for (var kind : new DeviceKind[] {DeviceKind.HEATER, DeviceKind.PUMP}) {
      var device = world.device(kind);
      refuses("max_on", warmer(device, ""));
      assertThat(world.create(warmer(device, "\"max_on\": 1800,")).maxOn()).isEqualTo(1800);
    }
    assertThat(world.create(warmer(world.device(DeviceKind.FAN), "")).maxOn()).isNull();
  }

  @Test
  void aSequenceThatIsLongerThanTheSmallestGap() {
    refuses(
        "action_sequence",
        """
        {"name": "L", "schedule_type": "time_based", "cron_expression": "*/2 * * * *",
         "action_sequence": [{"action": "on", "duration": 120}], "device_id": "%s"}
        """
            .formatted(world.farm.light()));
  }

  @Test
  void aConditionOnWhatIsNoSensor() {
    refuses(
        "condition",
        """
        {"name": "L", "schedule_type": "condition_based", "action": "on", "device_id": "%1$s",
         "condition": {"device_id": "%1$s", "metric": "temperature", "operator": ">", "value": 1}}
        """
            .formatted(world.farm.light()));
  }

  @Test
  void whatTheEngineCannotKeep() {
    refuses("cron_expression", world.lightAt("61 6 * * *"));
    refuses("name", world.lightAt("0 6 * * *").replace("\"ភ្លើង\"", "3"));
    refuses("action", world.lightAt("0 6 * * *").replace("\"on\"", "\"toggle\""));
    refuses("is_enabled", world.lightAt("0 6 * * *").replace("{", "{\"is_enabled\": 1, "));
    refuses("colour", world.lightAt("0 6 * * *").replace("{", "{\"colour\": 1, "));
    refuses("device_id", world.lightAt("0 6 * * *").replace("{", "{\"devices\": [], "));
  }

  private static String warmer(UUID device, String more) {
    return """
        {"name": "W", "schedule_type": "condition_based", "action": "on", "device_id": "%s", %s
         "condition": {"metric": "temperature", "operator": "<", "value": 18, "release": 20}}
        """
        .formatted(device, more);
  }

  private void refuses(String field, String json) {
    assertThatThrownBy(() -> world.create(json))
        .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.field()).isEqualTo(field));
    assertThat(world.schedules.of(world.manager, null, 50, 0).schedules())
        .noneMatch(schedule -> schedule.version() != 1);
  }
}
