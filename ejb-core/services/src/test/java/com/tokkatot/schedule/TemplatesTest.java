package com.tokkatot.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.device.DeviceKind;
import com.tokkatot.shared.NotFound;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
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
    for (var template : Templates.all()) {
      var kind = DeviceKind.valueOf(template.getString("kind").toUpperCase(Locale.ROOT));
      var device = world.device(kind);
      var draft = Templates.draft(template, List.of(device), world.time.instant());

      var saved = world.schedules.create(world.manager, draft, null, ScheduleWorld.PHONE);

      assertThat(saved.schedule().version()).as(template.getString("key")).isEqualTo(1);
    }
    assertThat(Templates.all())
        .extracting(template -> template.getString("key"))
        .doesNotHaveDuplicates()
        .hasSizeGreaterThanOrEqualTo(15);
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
              assertThat(template.schedule().condition().release()).isEqualTo(30.0);
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
