package com.tokkatot.overview;

import com.tokkatot.device.Device;
import com.tokkatot.device.DeviceType;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.Page;
import java.util.List;
import java.util.Locale;

/**
 * Which devices of a farm are wanted.
 *
 * @param limit 1 to {@link #MOST}
 * @param offset 0 or more
 * @param type null for all
 */
public record DeviceFilter(int limit, int offset, Presence presence, DeviceType type) {

  /** As many as a farm may have: a screen gets them all at once. */
  public static final int MOST = 100;

  public static final DeviceFilter ALL = new DeviceFilter(MOST, 0, Presence.ALL, null);

  /** Whether it matters that they are online. */
  public enum Presence {
    ALL,
    ONLINE,
    OFFLINE
  }

  /**
   * @throws Invalid naming the field that is out of range
   */
  public DeviceFilter {
    Page.check(limit, MOST, offset);
  }

  boolean isOfType(Device device) {
    return type == null || device.type().equals(type.name().toLowerCase(Locale.ROOT));
  }

  boolean isPresent(Device device) {
    return presence == Presence.ALL || device.isOnline() == (presence == Presence.ONLINE);
  }

  List<Device> slice(List<Device> found) {
    return found.stream().skip(offset).limit(limit).toList();
  }
}
