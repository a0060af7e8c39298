package com.tokkatot.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.local.LocalStack;
import com.tokkatot.local.client.Api;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files that people send and take: pictures, the report as PDF, and settings out of a backup. */
@ExtendWith(RunningStack.class)
class FilesJourneyIT {

  private LocalStack stack;
  private Farm farm;

  @BeforeEach
  void enter(LocalStack running) {
    stack = running;
    farm = new Farm(running);
  }

  @Test
  @DisplayName("A photo comes back small, is not sent twice, and goes (FARM-02, DATA-04)")
  void aPhotoComesBackSmall() throws Exception {
    var photo = "/farms/" + farm.id() + "/photo";
    var url = sent(photo, picture(2400, 1200)).getString("url");

    assertThat(farm.read("/farms/" + farm.id()).getString("image_url")).isEqualTo(url);
    var got = get(farm.api, photo, null);
    assertThat(got.headers().firstValue("Content-Type").orElse("")).isEqualTo("image/jpeg");
    assertThat(got.headers().firstValue("X-Content-Type-Options").orElse("")).isEqualTo("nosniff");
    assertThat(got.headers().firstValue("Cache-Control").orElse("")).contains("private");
    assertThat(ImageIO.read(new ByteArrayInputStream(got.body())).getWidth()).isEqualTo(1600);
    var tag = got.headers().firstValue("ETag").orElseThrow();
    assertThat(get(farm.api, photo, tag).statusCode()).isEqualTo(304);

    assertThat(farm.api.delete(photo).status()).isEqualTo(204);
    assertThat(farm.api.get(photo).errorCode()).isEqualTo("IMAGE_NOT_FOUND");
  }

  @Test
  @DisplayName("What is no picture, and one that is too large, are refused (USER-05)")
  void whatIsNoPictureIsRefused() throws Exception {
    assertThat(text(put("/users/me/avatar", "GIF89a".getBytes(StandardCharsets.US_ASCII))))
        .contains("IMAGE_TYPE_UNSUPPORTED");
    var large = put("/users/me/avatar", new byte[(5 << 20) + 1]);
    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(text(large)).contains("PAYLOAD_TOO_LARGE");
  }

  @Test
  @DisplayName("People of a farm see each other's pictures, and nobody else does (USER-05)")
  void peopleOfAFarmSeeEachOther() throws Exception {
    sent("/users/me/avatar", picture(600, 300));
    var me = farm.api.get("/users/me").json();
    var seen = "/farms/" + farm.id() + "/members/" + me.getString("id") + "/avatar";

    assertThat(get(farm.api, seen, null).statusCode()).isEqualTo(200);
    assertThat(me.getString("avatar_url")).startsWith("/api/v1/users/me/avatar?v=");
    var elsewhere = seen.replace(farm.id(), new ForeignFarm(stack).farmId);
    assertThat(farm.api.get(elsewhere).errorCode()).isEqualTo("FARM_NOT_FOUND");
    assertThat(Api.anonymous(stack.urls().api()).get(seen).status()).isEqualTo(401);
    assertThat(farm.api.delete("/users/me/avatar").status()).isEqualTo(204);
  }

  @Test
  @DisplayName("The farm's report is a PDF in both languages")
  void theReportIsAPaper() throws Exception {
    for (var language : new String[] {"km", "en"}) {
      var path = "/farms/" + farm.id() + "/reports/export?type=farm_performance&format=pdf&lang=";
      var paper =
          Awaitility.await()
              .atMost(Farm.PATIENCE)
              .pollInterval(Duration.ofSeconds(1))
              .until(
                  () -> get(farm.api, path + language, null), answer -> answer.statusCode() != 429);

      assertThat(paper.headers().firstValue("Content-Type").orElse(""))
          .isEqualTo("application/pdf");
      assertThat(new String(paper.body(), StandardCharsets.ISO_8859_1))
          .startsWith("%PDF-")
          .endsWith("%%EOF\n");
    }
  }

  @Test
  @DisplayName("What a device was set to is backed up, and comes back as a new version (DEV-14)")
  void earlierSettingsComeBack() throws SQLException {
    var config = "/farms/" + farm.id() + "/devices/" + farm.device("light") + "/config";
    var first = version(farm.api.put(config, maxOn(3600)).json());
    farm.api.put(config, maxOn(7200));

    Awaitility.await()
        .atMost(Duration.ofSeconds(150))
        .pollInterval(Duration.ofSeconds(2))
        .until(
            () ->
                farm.read(config + "/versions?limit=1")
                    .getJsonArray("versions")
                    .getJsonObject(0)
                    .getBoolean("is_backed_up"));

    var restored = farm.api.post(config + "/restore", "{\"version\":" + first + "}").json();
    assertThat(version(restored)).isGreaterThan(first);
    assertThat(restored.getJsonArray("configurations").getJsonObject(0).getInt("parameter_value"))
        .isEqualTo(3600);
    assertThat(farm.api.post(config + "/restore", "{\"version\":999}").errorCode())
        .isEqualTo("VERSION_NOT_FOUND");
  }

  private static String maxOn(int seconds) {
    var one = Json.createObjectBuilder().add("parameter_name", "max_on");
    one.add("parameter_value", seconds);
    return Json.createObjectBuilder()
        .add("configurations", Json.createArrayBuilder().add(one))
        .build()
        .toString();
  }

  private static long version(JsonObject config) {
    return config.getJsonNumber("desired_version").longValue();
  }

  private JsonObject sent(String path, byte[] file) throws IOException, InterruptedException {
    var answer = put(path, file);
    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
    try (var reader = Json.createReader(new ByteArrayInputStream(answer.body()))) {
      return reader.readObject();
    }
  }

  private HttpResponse<byte[]> put(String path, byte[] file)
      throws IOException, InterruptedException {
    var request = request(farm.api, path).header("Content-Type", "image/jpeg");
    return farm.api
        .http()
        .send(request.PUT(BodyPublishers.ofByteArray(file)).build(), BodyHandlers.ofByteArray());
  }

  private HttpResponse<byte[]> get(Api api, String path, String tag)
      throws IOException, InterruptedException {
    var request = request(api, path).GET();
    if (tag != null) {
      request.header("If-None-Match", tag);
    }
    return api.http().send(request.build(), BodyHandlers.ofByteArray());
  }

  private HttpRequest.Builder request(Api api, String path) {
    return HttpRequest.newBuilder(URI.create(stack.urls().api() + path))
        .timeout(Farm.PATIENCE)
        .header("X-Forwarded-For", api.address())
        .header("Authorization", "Bearer " + api.token());
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static byte[] picture(int width, int height) throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR), "jpeg", bytes);
    return bytes.toByteArray();
  }
}
