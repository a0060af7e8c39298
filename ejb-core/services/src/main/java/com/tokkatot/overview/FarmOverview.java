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
import com.tokkatot.shared.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The way in for screens. */
@Stateless
public class FarmOverview {

  @EJB Devices devices;
  @EJB Readings readings;
  @EJB Commands commands;
  @EJB LiveEvents live;
  @Inject Sql sql;

  /**
   * Devices of a farm.
   *
   * @param total how many the filter lets through, whatever part of them is here
   * @param onlineCount how many of the farm's are online, among those of the wanted type
   * @param cursor place in the farm's event stream: events after it are not in this picture yet
   */
  public record DeviceList(List<DeviceView> devices, int total, long onlineCount, long cursor) {}

  /** The wanted devices of the member's farm. */
  public DeviceList devices(Member member, DeviceFilter filter) {
    var farmId = member.farmId();
    // Read first: an event that comes meanwhile is then told again, never missed.
    var cursor = live.cursors(List.of(farmId)).getOrDefault(farmId, 0L);
    // A farm has at most a hundred: cheaper to leave some out here than to count them there.
    var ofType = devices.of(farmId).stream().filter(filter::isOfType).toList();
    var found = ofType.stream().filter(filter::isPresent).toList();
    var online = ofType.stream().filter(Device::isOnline).count();
    return new DeviceList(views(farmId, filter.slice(found)), found.size(), online, cursor);
  }

  /** Everything about one device of the member's farm. */
  public DeviceDetails device(Member member, UUID deviceId) {
    var device = devices.in(member.farmId(), deviceId);
    var view = views(member.farmId(), List.of(device)).get(0);
    return DeviceDetails.of(view, device, lastCommands(List.of(device)).get(deviceId));
  }

  private List<DeviceView> views(UUID farmId, List<Device> found) {
    var sensors =
        found.stream().filter(device -> !device.kind().isActuator()).map(Device::id).toList();
    var latest = readings.latest(sensors).stream().collect(groupingBy(StoredReading::deviceId));
    var open =
        commands.open(farmId).stream()
            .collect(toMap(CommandView::deviceId, command -> command, (older, newer) -> newer));
    var last = lastCommands(found);
    return found.stream()
        .map(
            device ->
                DeviceView.of(
                    device,
                    open.get(device.id()),
                    last.get(device.id()),
                    latest.getOrDefault(device.id(), List.of())))
        .toList();
  }

  private Map<UUID, LastCommand> lastCommands(List<Device> found) {
    return sql
        .query(
            """
            select last.device_id, last.state, last.issued_at
            from unnest(?) as asked (id)
            cross join lateral (
              select device_id, state, issued_at from command
              where device_id = asked.id order by issued_at desc limit 1) last
            """,
            row ->
                new LastCommand(
                    Sql.uuid(row, "device_id"),
                    row.getString("state"),
                    Sql.instant(row, "issued_at")),
            found.stream().map(Device::id).toList())
        .stream()
        .collect(toMap(LastCommand::deviceId, command -> command));
  }
}
