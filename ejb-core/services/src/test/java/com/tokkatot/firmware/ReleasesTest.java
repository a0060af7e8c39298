package com.tokkatot.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.account.HubCaller;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.ObjectStore;
import com.tokkatot.shared.TestObjects;
import com.tokkatot.shared.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images in, images out: with a real object store and real signatures. */
class ReleasesTest {

  @TempDir Path folder;
  private final FirmwareWorld world = new FirmwareWorld();
  private final Releases releases = new Releases();
  private final HubImages images = new HubImages();
  private SignedImages signer;
  private TestObjects server;

  @BeforeEach
  void wire() throws Exception {
    server = new TestObjects(folder.resolve("s3"));
    signer = new SignedImages();
    releases.rows = world.releases;
    releases.objects = server.store();
    releases.keys = signer.trusted(Files.createDirectories(folder.resolve("keys")));
    images.sql = world.sql;
    images.objects = releases.objects;
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void aSignedImageIsPublishedOnce() throws GeneralSecurityException {
    var file = signer.file(SignedImages.VIRTUAL, "2.1.0", "new");

    var release = publish(file);

    assertThat(release.board()).isEqualTo("virtual");
    assertThat(release.version()).isEqualTo("2.1.0");
    assertThat(release.sizeBytes()).isEqualTo(file.length);
    assertThat(publish(file)).isEqualTo(release);
    assertThat(world.noted()).containsExactly("firmware.published");
    var other = signer.file(SignedImages.VIRTUAL, "2.1.0", "other");
    assertThatThrownBy(() -> publish(other))
        .isInstanceOf(Conflict.class)
        .hasFieldOrPropertyWithValue("code", "DUPLICATE_RESOURCE");
  }

  @Test
  void whatIsNoImageIsRefusedAndItIsSaidWhy() throws GeneralSecurityException {
    var good = signer.file(SignedImages.VIRTUAL, "2.1.0", "new");
    var large = new byte[0x1c0001];

    refused("size", new byte[256]);
    refused("header", new byte[300]);
    refused("size", Arrays.copyOf(good, good.length - 1));
    refused("sha256", changed(good, 256));
    refused("signature", changed(good, 60));
    refused("signature", changed(good, 200));
    refused("board", signer.file(77, "2.1.0", "new"));
    refused("size", signer.file(SignedImages.SENSOR_C3, "2.1.0", large));
    refused("key", new SignedImages().file(SignedImages.VIRTUAL, "2.1.0", "new"));
    assertThat(releases.all()).isEmpty();
  }

  @Test
  void withoutKeysOrAStoreNothingIsPublished() throws GeneralSecurityException {
    var file = signer.file(SignedImages.VIRTUAL, "2.1.0", "new");
    releases.objects = new ObjectStore(URI.create("http://127.0.0.1:1"), "k", "s", "b");
    assertThatThrownBy(() -> publish(file)).isInstanceOf(Unavailable.class);
    releases.keys = new FirmwareKeys(folder.resolve("nowhere"));
    assertThatThrownBy(() -> publish(file)).isInstanceOf(Unavailable.class);
    assertThat(releases.all()).isEmpty();
  }

  @Test
  void aHubFetchesWhatItsNodesWereOffered() throws Exception {
    var file = signer.file(SignedImages.VIRTUAL, "2.1.0", "new");
    var release = publish(file);
    var hub = new HubCaller(world.farm.hub(), world.farm.id());
    assertThatThrownBy(() -> images.find(hub, release.releaseId())).isInstanceOf(NotFound.class);
    world.roll(release, 100L);
    world.step();

    var found = images.find(hub, release.releaseId());

    assertThat(found.size()).isEqualTo(file.length);
    try (var in = images.open(found, 0, file.length - 1)) {
      assertThat(in.readAllBytes()).isEqualTo(file);
    }
    try (var in = images.open(found, 256, file.length - 1)) {
      assertThat(in.readAllBytes()).isEqualTo(new byte[] {'n', 'e', 'w'});
    }
    var stranger = new HubCaller(world.farm.hub(), UUID.randomUUID());
    assertThatThrownBy(() -> images.find(stranger, release.releaseId()))
        .isInstanceOf(NotFound.class);
  }

  private ReleaseView publish(byte[] file) {
    return releases.publish(world.operator, file, "better", FirmwareWorld.DESK);
  }

  private void refused(String field, byte[] file) {
    assertThatThrownBy(() -> publish(file))
        .isInstanceOf(Invalid.class)
        .hasFieldOrPropertyWithValue("field", field);
  }

  private static byte[] changed(byte[] file, int at) {
    var copy = file.clone();
    copy[at] ^= 1;
    return copy;
  }
}
