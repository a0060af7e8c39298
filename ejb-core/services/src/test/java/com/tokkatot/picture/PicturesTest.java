package com.tokkatot.picture;

import static com.tokkatot.picture.PictureKind.AVATAR;
import static com.tokkatot.picture.PictureKind.FARM_PHOTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.audit.Origin;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.shared.TestObjects;
import com.tokkatot.shared.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real database and a real S3 server. */
class PicturesTest {

  private static final Origin PHONE = new Origin("203.0.113.7", "a phone", "request-1");

  @TempDir static Path folder;
  private static TestObjects server;

  private final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  private final Sql sql = TestDatabase.sql();
  private final UUID farm = TestDatabase.farm(sql).id();
  private final UUID person = UUID.randomUUID();
  private final Pictures cutOff = TestPictures.withoutStore(sql, time);
  private final Pictures pictures = TestPictures.over(sql, server.store(), time);

  @BeforeAll
  static void start() throws Exception {
    server = new TestObjects(folder);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void aPhotoIsShownWithAnAddressOfItsOwn() throws IOException {
    var shown = put(TestImages.jpeg(3200, 1600));

    assertThat(shown.url()).isEqualTo("/api/v1/farms/" + farm + "/photo?v=" + shown.id());
    assertThat(List.of(shown.width(), shown.height())).containsExactly(1600, 800);
    assertThat(pictures.get(FARM_PHOTO, farm)).isEqualTo(shown);
    try (var file = pictures.open(FARM_PHOTO, farm, shown)) {
      var bytes = file.readAllBytes();
      assertThat(bytes).hasSize((int) shown.sizeBytes());
      assertThat(TestImages.read(bytes).getWidth()).isEqualTo(1600);
    }
    assertThat(noted()).containsExactly("farm.photo_set");
  }

  @Test
  void anotherOneTakesThePlaceOfTheOneBeforeWhoseFileGoes() throws IOException {
    var first = put(TestImages.jpeg(40, 30));
    var second = put(TestImages.jpeg(30, 40));

    assertThat(pictures.get(FARM_PHOTO, farm)).isEqualTo(second);
    assertThatThrownBy(() -> pictures.open(FARM_PHOTO, farm, first)).isInstanceOf(NotFound.class);
    assertThat(files(farm)).containsExactly(second.id() + ".jpg");
    assertThat(rows(farm)).isEqualTo(1);
  }

  @Test
  void theSameSentAgainIsTheOneThatIsThere() throws IOException {
    var first = put(TestImages.jpeg(40, 30));

    assertThat(put(TestImages.jpeg(40, 30))).isEqualTo(first);
    assertThat(noted()).hasSize(1);
    assertThat(files(farm)).hasSize(1);
  }

  @Test
  void whatIsTakenAwayIsGone() throws IOException {
    put(TestImages.jpeg(40, 30));
    pictures.remove(FARM_PHOTO, farm, person, PHONE);

    assertThatThrownBy(() -> pictures.get(FARM_PHOTO, farm)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> pictures.remove(FARM_PHOTO, farm, person, PHONE))
        .isInstanceOf(NotFound.class);
    assertThat(files(farm)).isEmpty();
    assertThat(rows(farm)).isZero();
    assertThat(noted()).containsExactly("farm.photo_set", "farm.photo_removed");
  }

  @Test
  void whileTheStoreIsAwayTheOneBeforeStaysAndNothingIsLeftBehind() {
    var first = put(TestImages.jpeg(40, 30));

    assertThatThrownBy(() -> cutOff.put(FARM_PHOTO, farm, TestImages.jpeg(30, 40), person, PHONE))
        .isInstanceOf(Unavailable.class);

    assertThat(pictures.get(FARM_PHOTO, farm)).isEqualTo(first);
    assertThat(rows(farm)).isEqualTo(2);
    pictures.clearAway();
    assertThat(rows(farm)).as("it may still come up").isEqualTo(2);
    time.advance(PictureRows.ON_ITS_WAY);
    sweep();
    assertThat(rows(farm)).isEqualTo(1);
  }

  @Test
  void aFileThatCouldNotBeTakenAwayGoesLater() throws IOException {
    put(TestImages.jpeg(40, 30));
    cutOff.remove(FARM_PHOTO, farm, person, PHONE);
    assertThat(files(farm)).hasSize(1);

    sweep();

    assertThat(files(farm)).isEmpty();
  }

  @Test
  void oneThatTookTooLongIsNotShown() {
    var file = new PictureRows.Kept("hash", 1, 1, 1);
    var id = pictures.rows.begin(FARM_PHOTO, farm, file);
    time.advance(Duration.ofHours(1));

    assertThatThrownBy(() -> pictures.rows.show(FARM_PHOTO, farm, id, person, PHONE))
        .isInstanceOf(Unavailable.class);
  }

  @Test
  void noneIsShownOfAnAccountThatWasDeletedMeanwhile() {
    sql.update("insert into account (id, name, deleted_at) values (?, '', now())", person);

    assertThatThrownBy(() -> pictures.put(AVATAR, person, TestImages.jpeg(40, 30), person, PHONE))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> pictures.get(AVATAR, person)).isInstanceOf(NotFound.class);
  }

  private Picture put(byte[] file) {
    return pictures.put(FARM_PHOTO, farm, file, person, PHONE);
  }

  private void sweep() {
    while (pictures.clearAway()) {
      // Other tests' files as well.
    }
  }

  private static List<String> files(UUID owner) throws IOException {
    try (var found = Files.walk(folder)) {
      return found
          .filter(file -> Files.isRegularFile(file) && file.toString().contains(owner.toString()))
          .map(file -> file.getFileName().toString())
          .toList();
    }
  }

  private long rows(UUID owner) {
    return sql.query("select count(*) from picture where farm_id = ?", row -> row.getLong(1), owner)
        .get(0);
  }

  private List<String> noted() {
    return sql.query(
        "select action from audit_log where farm_id = ? order by id",
        row -> row.getString("action"),
        farm);
  }
}
