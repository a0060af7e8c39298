package com.tokkatot.overview;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import com.tokkatot.command.CommandView;
import com.tokkatot.command.Commands;
import com.tokkatot.device.Device;
import com.tokkatot.device.Devices;
import com.tokkatot.farm.Member;
import com.tokkatot.live.LiveEvents;
import com.tokkatot.reading.Readings;
import com.tokkatot.reading.StoredReading;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import java.util.List;
import java.util.UUID;

/** The way in for screens. */
@Stateless
public class FarmOverview {

  @EJB Devices devices;
  @EJB Readings readings;
  @EJB Commands commands;
  @EJB LiveEvents live;

  /**
   * All devices of a farm.
   *
   * @param cursor place in the farm's event stream: events after it are not in this picture yet
   */
  public record DeviceList(List<DeviceView> devices, int total, long onlineCount, long cursor) {}

  /** All devices of the member's farm. */
  public DeviceList devices(Member member) {
    var farmId = member.farmId();
    // Read first: an event that comes meanwhile is then told again, never missed.
    var cursor = live.cursors(List.of(farmId)).getOrDefault(farmId, 0L);
    var views = views(farmId, devices.of(farmId));
    return new DeviceList(
        views, views.size(), views.stream().filter(DeviceView::isOnline).count(), cursor);
  }

  /** One device of the member's farm. */
  public DeviceView device(Member member, UUID deviceId) {
    return views(member.farmId(), List.of(devices.in(member.farmId(), deviceId))).get(0);
  }

  private List<DeviceView> views(UUID farmId, List<Device> found) {
    var sensors =
        found.stream().filter(device -> !device.kind().isActuator()).map(Device::id).toList();
    var latest = readings.latest(sensors).stream().collect(groupingBy(StoredReading::deviceId));
    var open =
        commands.open(farmId).stream()
            .collect(toMap(CommandView::deviceId, command -> command, (older, newer) -> newer));
    return found.stream()
        .map(
            device ->
                DeviceView.of(
                    device, open.get(device.id()), latest.getOrDefault(device.id(), List.of())))
        .toList();
  }
}
