package com.tokkatot.edge.rest;

import com.tokkatot.edge.link.LinkSettings;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Calls the cloud as this hub. Blocks; safe for use by several threads. */
public final class CloudRest {

  private static final Duration CONNECTING = Duration.ofSeconds(10);

  /** A full batch over a thin line takes a while. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration TOKEN_SLACK = Duration.ofSeconds(30);

  private final URI cloud;
  private final String path;
  private final HubKey key;
  private final InstantSource time;
  private final HttpClient http;
  private String token;
  private Instant tokenUntil = Instant.EPOCH;

  /** A call that the cloud has not answered yet. */
  public interface Pending {

    /**
     * Waits for the answer.
     *
     * @throws IOException if the cloud is away
     */
    Answer answer() throws IOException;
  }

  /** What the cloud said. */
  public record Answer(int status, byte[] body) {

    /**
     * The body of a good answer.
     *
     * @throws IOException if it is not 200, or not a JSON object
     */
    public JsonObject json() throws IOException {
      if (status != 200) {
        throw new IOException("The cloud answered " + status);
      }
      try (var reader = Json.createReader(new ByteArrayInputStream(body))) {
        return reader.readObject();
      } catch (JsonException e) {
        throw new IOException("The cloud does not speak JSON", e);
      }
    }
  }

  /**
   * @param cloud for example {@code https://cloud.example}
   * @throws GeneralSecurityException if our key or the authorities cannot be used
   * @throws IOException if a store cannot be read
   */
  public CloudRest(URI cloud, UUID hubId, LinkSettings settings, InstantSource time)
      throws GeneralSecurityException, IOException {
    this.cloud = cloud;
    this.path = "/api/v1/hubs/" + hubId + "/";
    this.key = HubKey.of(hubId, settings);
    this.time = time;
    this.http =
        HttpClient.newBuilder().connectTimeout(CONNECTING).sslContext(trusting(settings)).build();
  }

  /**
   * Reads something of ours.
   *
   * @param what below our own path, for example {@code snapshot}
   * @param known version we have; the answer is 304 when it is the newest
   * @throws IOException if the cloud is away or does not admit us
   */
  public Answer get(String what, long known) throws IOException {
    return ours(request(path + what).header("If-None-Match", "\"" + known + "\""));
  }

  /**
   * Hands something over.
   *
   * @throws IOException if the cloud is away or does not admit us
   */
  public Answer post(String what, String type, byte[] body) throws IOException {
    return postLater(what, type, body).answer();
  }

  /**
   * Begins to hand something over.
   *
   * @throws IOException if the cloud does not admit us
   */
  public Pending postLater(String what, String type, byte[] body) throws IOException {
    return begin(
        request(path + what).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
  }

  /**
   * Reads what is open to all.
   *
   * @throws IOException if the cloud is away
   */
  public Answer open(String wholePath) throws IOException {
    return send(request(wholePath));
  }

  /**
   * Reads a file from a byte on. What lies below our own path is the cloud's, whatever name it has
   * there: it is asked for where we know the cloud to be. Our token goes to the cloud alone, not to
   * a store elsewhere.
   *
   * @throws FileNotFoundException if it will never be given
   * @throws IOException if its server is away, or does not begin there
   */
  public InputStream file(URI named, long from) throws IOException {
    var url = isOurs(named) ? cloud.resolve(named.getRawPath()) : named;
    var request =
        HttpRequest.newBuilder(url).timeout(PATIENCE).header("Range", "bytes=" + from + "-");
    if (isCloud(url)) {
      request.setHeader("Authorization", "Bearer " + token());
    }
    var answer = stream(request.build());
    var begins =
        answer.statusCode() == 200
            ? from == 0
            : answer
                .headers()
                .firstValue("Content-Range")
                .filter(range -> range.startsWith("bytes " + from + "-"))
                .isPresent();
    if (answer.statusCode() / 100 == 2 && begins) {
      return answer.body();
    }
    answer.body().close();
    switch (answer.statusCode()) {
      case 401 -> forgetToken();
      case 403, 404, 410, 416 -> throw new FileNotFoundException(url.getPath());
      default -> {}
    }
    throw new IOException("The server answered " + answer.statusCode());
  }

  private HttpResponse<InputStream> stream(HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  private boolean isOurs(URI url) {
    // As it is meant, not as it is written: no way out of our path by dots.
    return url.normalize().getRawPath().startsWith(path) && url.equals(url.normalize());
  }

  private boolean isCloud(URI url) {
    return cloud.getScheme().equals(url.getScheme())
        && cloud.getHost().equalsIgnoreCase(url.getHost())
        && cloud.getPort() == url.getPort();
  }

  private Answer ours(HttpRequest.Builder request) throws IOException {
    return begin(request).answer();
  }

  private Pending begin(HttpRequest.Builder request) throws IOException {
    var sent =
        http.sendAsync(
            request.setHeader("Authorization", "Bearer " + token()).build(),
            BodyHandlers.ofByteArray());
    return () -> {
      var answer = await(sent);
      if (answer.status == 401) {
        forgetToken(); // another one next time
      }
      return answer;
    };
  }

  private synchronized void forgetToken() {
    tokenUntil = Instant.EPOCH;
  }

  private synchronized String token() throws IOException {
    var now = time.instant();
    if (now.plus(TOKEN_SLACK).isAfter(tokenUntil)) {
      var body = Json.createObjectBuilder().add("assertion", assertion(now)).build().toString();
      var admitted =
          send(request("/api/v1/hubs/token")
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(body)))
              .json();
      token = admitted.getString("access_token");
      tokenUntil = now.plusSeconds(admitted.getInt("expires_in"));
    }
    return token;
  }

  private String assertion(Instant now) throws IOException {
    try {
      return key.assertion(now);
    } catch (GeneralSecurityException e) {
      throw new IOException("Our key cannot sign", e);
    }
  }

  private Answer send(HttpRequest.Builder request) throws IOException {
    return await(http.sendAsync(request.build(), BodyHandlers.ofByteArray()));
  }

  private static Answer await(CompletableFuture<HttpResponse<byte[]>> sent) throws IOException {
    try {
      var answer = sent.get();
      return new Answer(answer.statusCode(), answer.body());
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  private HttpRequest.Builder request(String wholePath) {
    return HttpRequest.newBuilder(cloud.resolve(wholePath)).timeout(PATIENCE);
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
