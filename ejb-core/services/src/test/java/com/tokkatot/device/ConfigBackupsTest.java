package com.tokkatot.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotAllowed;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.ObjectStore;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.shared.TestObjects;
import com.tokkatot.shared.Unavailable;
import com.tokkatot.shared.Vault;
import com.tokkatot.wire.NotifyMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real database, a real S3 server and real keys. */
class ConfigBackupsTest {

  @TempDir static Path folder;
  @TempDir Path keys;
  private static TestObjects server;

  private final Registry registry = new Registry();
  private final UUID light = registry.farm.light();
  private final ConfigBackupRows rows = new ConfigBackupRows();
  private final ConfigBackups backups = new ConfigBackups();
  private final ConfigVersions versions = new ConfigVersions();
  private Vault vault;

  @BeforeAll
  static void start() throws Exception {
    server = new TestObjects(folder);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @BeforeEach
  void wire() throws IOException {
    key("1.key", 1);
    key("index.key", 0);
    vault = new Vault(keys, registry.time);
    // What other tests have left behind is not looked at here.
    registry.sql.update("update device_config set backup_key = '1.'");
    rows.sql = registry.sql;
    rows.time = registry.time;
    versions.sql = registry.sql;
    versions.devices = registry.devices;
    backups.objects = server.store();
    backups.vault = vault;
    backups.devices = registry.devices;
    backups.configurations = registry.configurations;
    backups.rows = rows;
  }

  @Test
  @DisplayName("Each version goes to the object store, sealed, and once (DEV-14, DATA-04)")
  void eachVersionGoesToTheObjectStoreSealed() throws IOException {
    set(60);
    set(90);
    assertThat(listed()).extracting(ConfigVersions.VersionView::isBackedUp).containsOnly(false);

    assertThat(backups.backUp()).isTrue();
    assertThat(backups.backUp()).isFalse();

    assertThat(listed())
        .extracting(one -> one.version() + " " + one.isBackedUp() + " " + one.reason())
        .containsExactly("2 true 90", "1 true 60");
    var sealed = Files.readString(file(1), StandardCharsets.US_ASCII);
    assertThat(sealed).startsWith("1.").doesNotContain("max_on");
    var name = "configs/%s/%s/1.json".formatted(registry.farm.id(), light);
    assertThat(vault.open("device_config.backup " + name, sealed))
        .contains("\"version\":1", "\"name\":\"max_on\",\"value\":60", "\"reason\":\"60\"");
  }

  @Test
  void anEarlierVersionComesBackAsANewOneAndTheHubIsTold() {
    set(60);
    set(90);
    var told = registry.snapshots.fired().size();

    var config = backups.restore(registry.manager, light, 1, "it was better", Registry.PHONE);

    assertThat(config.desiredVersion()).isEqualTo(3);
    assertThat(maxOn(config)).isEqualTo(60);
    assertThat(config.reason()).isEqualTo("it was better");
    assertThat(registry.noted()).endsWith("device.config_restored");
    assertThat(registry.snapshots.fired())
        .hasSize(told + 1)
        .endsWith(new HubAsked(registry.farm.id(), NotifyMessage.snapshot(3)));

    assertThat(backups.restore(registry.manager, light, 1, null, Registry.PHONE).desiredVersion())
        .as("asked again")
        .isEqualTo(3);
  }

  @Test
  void whatTheDatabaseHasLostComesBackFromTheObjectStore() {
    set(60);
    set(90);
    backups.backUp();
    loseVersion(1);

    var config = backups.restore(registry.manager, light, 1, null, Registry.PHONE);

    assertThat(config.desiredVersion()).isEqualTo(3);
    assertThat(maxOn(config)).isEqualTo(60);
  }

  @Test
  void whatTheEarlierVersionDidNotMentionIsAsUsualAgain() {
    var sensor = registry.device(registry.farm.node(), DeviceKind.DHT22);
    set(sensor, "temp_threshold_high", 33);
    set(sensor, "comfort_high", 29);

    backups.restore(registry.manager, sensor, 1, null, Registry.PHONE);

    assertThat(versions.of(registry.manager, sensor, 1, 0).versions().get(0).values())
        .extracting(ConfigValue::name)
        .containsExactly("temp_threshold_high");
  }

  @Test
  void whatIsNotThePersonsToSetStaysAsItIs() {
    var sensor = registry.device(registry.farm.node(), DeviceKind.DHT22);
    set(sensor, "temp_threshold_high", 33);
    registry.configurations.calibrate(
        registry.technician, sensor, new Setting("temperature_offset", -1, null), Registry.PHONE);

    assertThatThrownBy(() -> backups.restore(registry.manager, sensor, 1, null, Registry.PHONE))
        .isInstanceOf(NotAllowed.class);
    var config = backups.restore(registry.technician, sensor, 1, null, Registry.PHONE);
    assertThat(config.desiredVersion()).isEqualTo(3);
    assertThat(backups.restore(registry.technician, sensor, 2, null, Registry.PHONE))
        .as("with when it was calibrated")
        .satisfies(
            again ->
                assertThat(again.configurations())
                    .anyMatch(
                        value ->
                            value.parameterName().equals("temperature_offset")
                                && registry.time.instant().equals(value.calibratedAt())));
  }

  @Test
  void aValueThatWouldNotBeTakenTodayIsRefusedByName() {
    set(60);
    set(90);
    registry.sql.update(
        "update device_config_value set value = 1e6 where device_id = ? and version = 1", light);

    assertThatThrownBy(() -> backups.restore(registry.manager, light, 1, null, Registry.PHONE))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("max_on");
    assertThat(listed()).hasSize(2);
  }

  @Test
  void aVersionThatNeverWasAndADeviceOfAnotherFarmAreNotFound() {
    set(60);
    var foreign = TestDatabase.farm(registry.sql).light();

    assertThatThrownBy(() -> backups.restore(registry.manager, light, 7, null, Registry.PHONE))
        .isInstanceOfSatisfying(
            NotFound.class, e -> assertThat(e.code()).isEqualTo("VERSION_NOT_FOUND"));
    assertThatThrownBy(() -> backups.restore(registry.manager, foreign, 1, null, Registry.PHONE))
        .isInstanceOfSatisfying(
            NotFound.class, e -> assertThat(e.code()).isEqualTo("DEVICE_NOT_FOUND"));
    assertThatThrownBy(() -> versions.of(registry.manager, foreign, 10, 0))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void whileTheStoreIsAwayVersionsWaitAndComeAgain() {
    set(60);
    backups.objects = new ObjectStore(URI.create("http://127.0.0.1:1"), "key", "secret", "x");
    assertThatThrownBy(backups::backUp).isInstanceOf(Unavailable.class);
    backups.objects = server.store();
    assertThat(backups.backUp()).as("still leased").isFalse();

    registry.time.advance(ConfigBackupRows.LEASE);

    assertThat(backups.backUp()).isTrue();
    assertThat(listed().get(0).isBackedUp()).isTrue();
  }

  @Test
  void whatAnOlderKeyHasSealedIsSealedAnew() throws IOException {
    set(60);
    backups.backUp();
    key("2.key", 2);
    registry.time.advance(java.time.Duration.ofMinutes(1));

    while (backups.backUp()) {
      // Other tests' versions as well.
    }

    assertThat(Files.readString(file(1), StandardCharsets.US_ASCII)).startsWith("2.");
    Files.delete(keys.resolve("1.key"));
    backups.vault = new Vault(keys, registry.time);
    set(90);
    loseVersion(1);
    assertThat(maxOn(backups.restore(registry.manager, light, 1, null, Registry.PHONE)))
        .isEqualTo(60);
  }

  @Test
  void aBackupThatWasPutInAnothersPlaceDoesNotOpen() throws IOException {
    set(60);
    set(90);
    backups.backUp();
    Files.copy(file(1), file(2), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    set(80);
    loseVersion(2);

    assertThatThrownBy(() -> backups.restore(registry.manager, light, 2, null, Registry.PHONE))
        .isInstanceOf(IllegalStateException.class);
  }

  private void key(String name, int of) throws IOException {
    var bytes = new byte[32];
    bytes[0] = (byte) of;
    Files.writeString(keys.resolve(name), Base64.getEncoder().encodeToString(bytes));
  }

  private void loseVersion(long version) {
    for (var table : List.of("device_config_value", "device_config")) {
      registry.sql.update(
          "delete from " + table + " where device_id = ? and version = ?", light, version);
    }
  }

  private Path file(long version) {
    return folder.resolve(
        "tokkatot/configs/%s/%s/%d.json".formatted(registry.farm.id(), light, version));
  }

  private List<ConfigVersions.VersionView> listed() {
    return versions.of(registry.manager, light, 10, 0).versions();
  }

  private void set(double maxOn) {
    registry.configurations.set(
        registry.manager,
        light,
        List.of(new Setting("max_on", maxOn, null)),
        Integer.toString((int) maxOn),
        Registry.PHONE);
  }

  private void set(UUID device, String name, double value) {
    registry.configurations.set(
        registry.manager, device, List.of(new Setting(name, value, null)), null, Registry.PHONE);
  }

  private static double maxOn(DeviceConfig config) {
    return config.configurations().get(0).parameterValue();
  }
}
