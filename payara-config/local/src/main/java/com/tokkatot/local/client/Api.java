package com.tokkatot.local.client;

import com.tokkatot.local.Credentials;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** The REST API as one signed-in person sees it. */
public final class Api {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final AtomicInteger ADDRESSES = new AtomicInteger();

  static {
    // Shorter than the server's 30 s: a request on a connection that is being closed fails, and an
    // order is not repeated.
    System.setProperty("jdk.httpclient.keepalive.timeout", "20");
  }

  private final HttpClient http;
  private final URI base;
  private final String token;
  private final String address;

  private Api(HttpClient http, URI base, String token, String address) {
    this.http = http;
    this.base = base;
    this.token = token;
    this.address = address;
  }

  /** Nobody signed in yet. */
  public static Api anonymous(URI base) {
    var http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    return new Api(http, base, null, null);
  }

  /** The same, signed in. */
  public Api signIn(Credentials credentials) {
    var body =
        Json.createObjectBuilder()
            .add("identifier", credentials.identifier())
            .add("password", credentials.password())
            .build();
    var answer = post("/auth/login", body.toString());
    if (answer.status() != 200) {
      throw new IllegalStateException("sign-in answered " + answer);
    }
    return with(answer.json().getString("access_token"));
  }

  /** The same person or server, with another token. */
  public Api with(String otherToken) {
    return new Api(http, base, otherToken, address);
  }

  /**
   * The same, speaking from another address: limits count by address, and the local stack believes
   * a proxy on this machine.
   */
  public Api from(String otherAddress) {
    return new Api(http, base, token, otherAddress);
  }

  /** The same, from an address of this machine that nobody else uses. */
  public Api fromNewAddress() {
    var number = ADDRESSES.incrementAndGet();
    return from(
        "127.%d.%d.%d".formatted(1 + number / 62_500 % 250, number / 250 % 250, 1 + number % 250));
  }

  public String token() {
    return token;
  }

  /** Where it speaks from; null for this machine's own address. */
  public String address() {
    return address;
  }

  public HttpClient http() {
    return http;
  }

  /** Path below the base, with a leading slash. */
  public Answer get(String path) {
    return send(request(path).GET().build());
  }

  public Answer post(String path, String body) {
    return send(postRequest(path, body));
  }

  public Answer put(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  public Answer delete(String path) {
    return send(request(path).DELETE().build());
  }

  /** Sends and does not wait. */
  public CompletableFuture<Answer> postAsync(String path, String body) {
    return http.sendAsync(postRequest(path, body), HttpResponse.BodyHandlers.ofString())
        .thenApply(Answer::of);
  }

  /** The first farm's id. */
  public String firstFarm() {
    return get("/farms").json().getJsonArray("farms").getJsonObject(0).getString("id");
  }

  /** One device of a farm, by kind. */
  public JsonObject device(String farm, String kind) {
    return get("/farms/" + farm + "/devices")
        .json()
        .getJsonArray("devices")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(device -> device.getString("kind").equals(kind))
        .findFirst()
        .orElseThrow();
  }

  /** Path of a device's commands. */
  public static String commands(String farm, String device) {
    return "/farms/" + farm + "/devices/" + device + "/commands";
  }

  private HttpRequest postRequest(String path, String body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private HttpRequest.Builder request(String path) {
    // Paths below /api that are not below /api/v1 are reached with "..".
    var request = HttpRequest.newBuilder(URI.create(base + path).normalize()).timeout(PATIENCE);
    if (address != null) {
      request.header("X-Forwarded-For", address);
    }
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private Answer send(HttpRequest request) {
    try {
      return Answer.of(http.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the API", e);
    }
  }
}
