package com.tokkatot.local.bench;

import com.tokkatot.local.Await;
import com.tokkatot.local.LocalStack;
import com.tokkatot.local.client.Answer;
import com.tokkatot.local.client.Api;
import com.tokkatot.shared.Vault;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;

/** An operator of Tokkatot who publishes images and rolls them out. Made as {@link Crowd} is. */
final class OtaDesk {

  private static final int IMAGE = 65_536;
  private static final int CREATED = 201;

  private final LocalStack stack;
  private final Bench.Run run;
  private final Api api;

  OtaDesk(LocalStack stack, Bench.Run run) throws SQLException, IOException {
    this.stack = stack;
    this.run = run;
    api = Api.anonymous(stack.urls().api()).fromNewAddress().with(token());
  }

  /** Signs some bytes with the stack's own signer, as an image for virtual nodes; its release. */
  String publish(String version) throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("tokkatot-ota");
    var image = folder.resolve("image");
    var signed = folder.resolve("signed");
    var bytes = new byte[IMAGE];
    new Random(version.hashCode()).nextBytes(bytes);
    Files.write(image, bytes);
    sign(version, image, signed);
    var request =
        HttpRequest.newBuilder(URI.create(stack.urls().api() + "/staff/firmware/releases"))
            .header("Authorization", "Bearer " + api.token())
            .header("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofFile(signed))
            .build();
    var answer = api.http().send(request, BodyHandlers.ofString());
    Files.delete(image);
    Files.delete(signed);
    Files.delete(folder);
    if (answer.statusCode() != CREATED) {
      throw new IOException("not published: " + answer.body());
    }
    return Answer.parse(answer.body()).getString("release_id");
  }

  /** To all nodes of these farms in one wave, at once; the rollout. */
  String rollOut(String release, Iterable<String> farms, int mostFailuresPercent) {
    var ids = Json.createArrayBuilder();
    farms.forEach(ids::add);
    var body =
        Json.createObjectBuilder()
            .add("release_id", release)
            .add("farm_ids", ids)
            .add("waves", Json.createArrayBuilder().add(100))
            .add("most_failures_percent", mostFailuresPercent)
            .add("at_night", false)
            .build();
    var answer = api.post("/staff/firmware/rollouts", body.toString());
    if (answer.status() != CREATED) {
      throw new IllegalStateException("not rolled out: " + answer);
    }
    return answer.json().getString("rollout_id");
  }

  /** Looks until the rollout has that state. */
  JsonObject await(String rollout, String state, Duration within) {
    var isThere = Await.until(within, () -> look(rollout).getString("state").equals(state));
    var found = look(rollout);
    if (!isThere) {
      throw new IllegalStateException("not " + state + " within " + within + ": " + found);
    }
    return found;
  }

  private JsonObject look(String rollout) {
    return api.get("/staff/firmware/rollouts/" + rollout).json();
  }

  private void sign(String version, Path image, Path signed)
      throws IOException, InterruptedException {
    var trusted = Path.of(stack.cloudSettings().get("tokkatot.firmware.keys"));
    var signing =
        new ProcessBuilder(
                run.root().resolve("firmware/build/posix/tokkatot-sign").toString(),
                "--key",
                trusted.resolveSibling("firmware-signer.key").toString(),
                "--board",
                "virtual",
                "--version",
                version,
                "--in",
                image.toString(),
                "--out",
                signed.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (signing.waitFor() != 0) {
      throw new IOException("tokkatot-sign failed");
    }
  }

  private String token() throws SQLException, IOException {
    var account = UUID.randomUUID();
    var session = UUID.randomUUID();
    var vault = new Vault(stack.vaultKeys(), InstantSource.system());
    var email = account + "@bench.tokkatot.local";
    try (var connection = stack.database();
        var person =
            connection.prepareStatement(
                "insert into account (id, name, email_sealed, email_index, contact_verified,"
                    + " staff_role, totp_confirmed) values (?, 'Bench', ?, ?, true, 'operator', true)");
        var stay =
            connection.prepareStatement(
                "insert into session (id, account_id, created_at, expires_at)"
                    + " values (?, ?, now(), now() + interval '12 hours')")) {
      person.setObject(1, account);
      person.setObject(2, vault.seal("account.email", email));
      person.setObject(3, vault.index("contact", email));
      person.executeUpdate();
      stay.setObject(1, session);
      stay.setObject(2, account);
      stay.executeUpdate();
    }
    return stack.tokens().sign(Crowd.claims(account, session, "operator"));
  }
}
