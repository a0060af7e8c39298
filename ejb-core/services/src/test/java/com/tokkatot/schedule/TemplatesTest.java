package com.tokkatot.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.device.DeviceKind;
import com.tokkatot.rules.json.Presets;
import com.tokkatot.shared.NotFound;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TemplatesTest {

  private final ScheduleWorld world = new ScheduleWorld();
  private final Templates templates = new Templates();

  TemplatesTest() {
    templates.sql = world.sql;
    templates.time = world.time;
    templates.devices = world.devices;
  }

  @Test
  void eachFitsAFarmThatHasTheDevice() {
    var kinds = Stream.of(DeviceKind.values()).map(kind -> kind.name().toLowerCase(Locale.ROOT));
    var known = kinds.toList();
    var fitting = Presets.all().stream().filter(one -> known.contains(one.kind())).toList();
    for (var preset : fitting) {
      var device = world.device(DeviceKind.valueOf(preset.kind().toUpperCase(Locale.ROOT)));
      var draft = Templates.draft(preset, List.of(device), world.time.instant());

      var saved = world.schedules.create(world.manager, draft, null, ScheduleWorld.PHONE);

      assertThat(saved.schedule().version()).as(preset.id()).isEqualTo(1);
    }
    assertThat(fitting).hasSizeGreaterThanOrEqualTo(19);
  }

  @Test
  void aFarmIsShownWhatItHasDevicesFor() {
    var one = world.device(DeviceKind.FAN);
    var two = world.device(DeviceKind.FAN);

    var all = templates.of(world.manager, null);

    assertThat(all.templates())
        .extracting(Templates.TemplateView::kind)
        .containsOnly("fan", "light");
    assertThat(all.templates())
        .filteredOn(template -> template.key().equals("fan_by_heat"))
        .singleElement()
        .satisfies(
            template -> {
              assertThat(template.schedule().condition().fromTarget()).isTrue();
              assertThat(template.schedule().condition().value()).isEqualTo(3.0);
              assertThat(template.schedule().devices())
                  .extracting(ScheduleView.TargetView::deviceId)
                  .containsExactlyInAnyOrder(one, two);
            });
    assertThat(templates.of(world.manager, one).templates())
        .allMatch(template -> template.schedule().devices().size() == 1);
    assertThatThrownBy(() -> templates.of(world.manager, UUID.randomUUID()))
        .isInstanceOf(NotFound.class);
  }
}
