package com.tokkatot.edge.snapshot;

import com.tokkatot.edge.link.LinkSettings;
import com.tokkatot.wire.SnapshotMessage;
import com.tokkatot.wire.WireFormatException;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The cloud's REST, as the hub calls it: with a short token that it gets for its assertion. */
final class CloudApi implements SnapshotSource {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration TOKEN_SLACK = Duration.ofSeconds(30);

  private final URI cloud;
  private final UUID hubId;
  private final HubKey key;
  private final InstantSource time;
  private final HttpClient http;
  private String token;
  private Instant tokenUntil = Instant.EPOCH;

  /**
   * @param cloud for example {@code https://cloud.example}
   * @throws GeneralSecurityException if our key or the authorities cannot be used
   * @throws IOException if a store cannot be read
   */
  CloudApi(URI cloud, UUID hubId, LinkSettings settings, InstantSource time)
      throws GeneralSecurityException, IOException {
    this.cloud = cloud;
    this.hubId = hubId;
    this.key = HubKey.of(hubId, settings);
    this.time = time;
    this.http =
        HttpClient.newBuilder().connectTimeout(PATIENCE).sslContext(trusting(settings)).build();
  }

  @Override
  public synchronized Optional<SnapshotMessage> newerThan(long known) throws IOException {
    try {
      var answer =
          http.send(
              request("/api/v1/hubs/" + hubId + "/snapshot")
                  .header("Authorization", "Bearer " + token())
                  .header("If-None-Match", "\"" + known + "\"")
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 304) {
        return Optional.empty();
      }
      if (answer.statusCode() == 401) {
        tokenUntil = Instant.EPOCH; // another one next time
      }
      var jws = json(answer).getString("jws");
      var keys = CloudKeys.read(text(request("/.well-known/jwks.json").build()));
      return Optional.of(SnapshotMessage.read(keys.verified(jws)));
    } catch (GeneralSecurityException | WireFormatException | NullPointerException e) {
      throw new IOException("The snapshot cannot be believed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  private String token() throws IOException, GeneralSecurityException, InterruptedException {
    var now = time.instant();
    if (now.plus(TOKEN_SLACK).isAfter(tokenUntil)) {
      var body = Json.createObjectBuilder().add("assertion", key.assertion(now)).build();
      var answer =
          http.send(
              request("/api/v1/hubs/token")
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      var admitted = json(answer);
      token = admitted.getString("access_token");
      tokenUntil = now.plusSeconds(admitted.getInt("expires_in"));
    }
    return token;
  }

  private String text(HttpRequest request) throws IOException, InterruptedException {
    var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    requireOk(answer);
    return answer.body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(cloud.resolve(path)).timeout(PATIENCE);
  }

  private static JsonObject json(HttpResponse<String> answer) throws IOException {
    requireOk(answer);
    try (var reader = Json.createReader(new StringReader(answer.body()))) {
      return reader.readObject();
    } catch (JsonException e) {
      throw new IOException("The cloud does not speak JSON", e);
    }
  }

  private static void requireOk(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() != 200) {
      throw new IOException(answer.uri().getPath() + " answered " + answer.statusCode());
    }
  }

  private static SSLContext trusting(LinkSettings settings)
      throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(settings.truststore())) {
      store.load(in, settings.truststorePassword().toCharArray());
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLSv1.3");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
