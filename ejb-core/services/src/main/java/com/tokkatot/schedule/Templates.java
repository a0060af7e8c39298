package com.tokkatot.schedule;

import com.tokkatot.device.Devices;
import com.tokkatot.farm.FarmZone;
import com.tokkatot.farm.Member;
import com.tokkatot.rules.json.Presets;
import com.tokkatot.rules.json.Presets.Preset;
import com.tokkatot.rules.json.ScheduleJson;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The rules' presets, for the devices that a farm has. What they say of climate follows the age of
 * the birds. Source: requirements.md 8.3.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Templates {

  @Inject Sql sql;
  @Inject InstantSource time;
  @EJB Devices devices;

  /**
   * One to begin with.
   *
   * @param key clients have words for it
   * @param kind of device it is for
   * @param schedule what it says, about the farm's devices of that kind; named by its key
   */
  public record TemplateView(String key, String kind, ScheduleView schedule) {}

  /** Templates a farm has devices for. */
  public record TemplateList(List<TemplateView> templates, int total) {}

  /**
   * Those that the farm has a device for.
   *
   * @param deviceId only for this device; null: for all devices, with all of a kind as targets
   * @throws NotFound if the device is not on the farm ({@code DEVICE_NOT_FOUND})
   */
  public TemplateList of(Member asking, UUID deviceId) {
    var known =
        deviceId == null
            ? devices.of(asking.farmId())
            : List.of(devices.in(asking.farmId(), deviceId));
    var zone = FarmZone.of(sql, asking.farmId());
    var views = new ScheduleViews(sql, devices, time.instant());
    var found = new ArrayList<TemplateView>();
    for (var preset : Presets.all()) {
      var targets =
          known.stream()
              .filter(device -> device.kind().name().equalsIgnoreCase(preset.kind()))
              .map(device -> device.id())
              .toList();
      if (!targets.isEmpty()) {
        var draft = draft(preset, targets, time.instant());
        var stored = new Stored(null, asking.farmId(), 0, draft, zone, time.instant());
        var view = views.versions(List.of(stored)).get(0);
        found.add(new TemplateView(preset.id(), preset.kind(), view));
      }
    }
    return new TemplateList(found, found.size());
  }

  /** A template about these devices, named by its key. */
  static ScheduleDraft draft(Preset preset, List<UUID> targets, Instant made) {
    var list = Json.createArrayBuilder();
    targets.forEach(id -> list.add(Json.createObjectBuilder(Map.of("device_id", id.toString()))));
    var json = Json.createObjectBuilder(preset.definition()).add("devices", list).build();
    return new ScheduleDraft(preset.id(), true, ScheduleJson.draft(json, made, Set.of()));
  }
}
