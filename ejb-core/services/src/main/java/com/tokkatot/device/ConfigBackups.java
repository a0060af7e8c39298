package com.tokkatot.device;

import com.tokkatot.audit.Origin;
import com.tokkatot.device.ConfigBackupRows.Due;
import com.tokkatot.farm.Member;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotAllowed;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.ObjectStore;
import com.tokkatot.shared.Unavailable;
import com.tokkatot.shared.Vault;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * Keeps every version of what devices are set to in the object store, sealed with the vault's
 * newest key (AES-256-GCM), and brings earlier ones back. What an older key has sealed is written
 * anew, so that the key may go, as long as the version has its row. Source: requirements.md 12, 13.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ConfigBackups {

  /** A version has some forty values at most. */
  private static final int MOST_BYTES = 1 << 20;

  @Inject ObjectStore objects;
  @Inject Vault vault;
  @EJB Devices devices;
  @EJB Configurations configurations;
  @EJB ConfigBackupRows rows;

  /**
   * Writes some that are not there yet; written twice they are the same.
   *
   * @return false if there were none
   * @throws Unavailable if the object store is away; they come again
   */
  public boolean backUp() {
    var due = rows.take(vault.currentPrefix());
    due.forEach(this::write);
    return !due.isEmpty();
  }

  private void write(Due due) {
    var name = ConfigBackup.objectName(due.farmId(), due.deviceId(), due.version());
    var sealed = vault.seal(ConfigBackup.purpose(name), rows.json(due));
    objects.put(name, sealed.getBytes(StandardCharsets.US_ASCII));
    rows.kept(due, sealed.substring(0, sealed.indexOf('.') + 1));
  }

  /**
   * Sets a device to what an earlier version said; from the object store, if the database has lost
   * it.
   *
   * @param reason in people's words, or null
   * @throws NotFound if the device is not on the farm ({@code DEVICE_NOT_FOUND}) or never had that
   *     version ({@code VERSION_NOT_FOUND})
   * @throws Invalid naming the parameter whose value would not be taken today
   * @throws NotAllowed if a parameter would change that is not the member's to set ({@code
   *     FORBIDDEN})
   * @throws Unavailable if the object store is needed and away ({@code UNAVAILABLE})
   */
  public DeviceConfig restore(
      Member member, UUID deviceId, long version, String reason, Origin origin) {
    devices.in(member.farmId(), deviceId);
    var values =
        rows.values(deviceId, version)
            .orElseGet(() -> fromStore(member.farmId(), deviceId, version));
    return configurations.restore(member, deviceId, version, values, reason, origin);
  }

  private List<ConfigValue> fromStore(UUID farmId, UUID deviceId, long version) {
    var name = ConfigBackup.objectName(farmId, deviceId, version);
    var found =
        objects
            .open(name, 0, MOST_BYTES)
            .orElseThrow(
                () -> new NotFound("VERSION_NOT_FOUND", "the device never had this version"));
    try (found) {
      var sealed = new String(found.readNBytes(MOST_BYTES), StandardCharsets.US_ASCII);
      return ConfigBackup.values(vault.open(ConfigBackup.purpose(name), sealed));
    } catch (IOException e) {
      throw new Unavailable("UNAVAILABLE", "the object store broke off");
    }
  }
}
