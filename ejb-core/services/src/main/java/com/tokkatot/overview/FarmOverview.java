package com.tokkatot.overview;

import static java.util.stream.Collectors.groupingBy;

import com.tokkatot.device.Device;
import com.tokkatot.device.Devices;
import com.tokkatot.farm.Member;
import com.tokkatot.reading.Readings;
import com.tokkatot.reading.RollingAverages;
import com.tokkatot.reading.StoredReading;
import com.tokkatot.shared.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/**
 * The way in for screens. Without a transaction of its own: each look is one statement, and its end
 * would cost another round trip.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class FarmOverview {

  @EJB Devices devices;
  @EJB Readings readings;
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
    return sql.together(() -> look(member, filter));
  }

  private DeviceList look(Member member, DeviceFilter filter) {
    var farmId = member.farmId();
    // Read first: an event that comes meanwhile is then told again, never missed.
    var commands = FarmCommands.of(sql, farmId);
    // A farm has at most a hundred: cheaper to leave some out here than to count them there.
    var ofType = devices.of(farmId).stream().filter(filter::isOfType).toList();
    var found = ofType.stream().filter(filter::isPresent).toList();
    var online = ofType.stream().filter(Device::isOnline).count();
    return new DeviceList(
        views(filter.slice(found), commands), found.size(), online, commands.cursor());
  }

  /** Everything about one device of the member's farm. */
  public DeviceDetails device(Member member, UUID deviceId) {
    return sql.together(() -> look(member, deviceId));
  }

  private DeviceDetails look(Member member, UUID deviceId) {
    var commands = FarmCommands.of(sql, member.farmId(), deviceId);
    var device = devices.in(member.farmId(), deviceId);
    var view = views(List.of(device), commands).get(0);
    var averages =
        device.kind().isActuator() ? List.<RollingAverages>of() : readings.averages(deviceId);
    return DeviceDetails.of(view, device, commands.last().get(deviceId), averages);
  }

  private List<DeviceView> views(List<Device> found, FarmCommands commands) {
    var sensors =
        found.stream().filter(device -> !device.kind().isActuator()).map(Device::id).toList();
    var latest = readings.latest(sensors).stream().collect(groupingBy(StoredReading::deviceId));
    return found.stream()
        .map(
            device ->
                DeviceView.of(
                    device,
                    commands.open().get(device.id()),
                    commands.last().get(device.id()),
                    latest.getOrDefault(device.id(), List.of())))
        .toList();
  }
}
