package com.tokkatot.courier;

import com.tokkatot.shared.Vault;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;

/**
 * SMS through any gateway that takes a JSON body by HTTP POST. What the body looks like is a
 * setting, with {@code {to}} and {@code {text}} where number and message belong; a token, when
 * there is one, goes into the header {@code Authorization: Bearer}. Each message bears its id as
 * {@code Idempotency-Key}. A status of 200 to 299 means that the gateway has taken it.
 */
@ApplicationScoped
public class SmsGateway implements Transport {

  private static final Duration PATIENCE = Duration.ofSeconds(4);

  /** It has read the message and will not have it; everything else may be better next time. */
  private static final Set<Integer> NEVER = Set.of(400, 410, 422);

  @Inject
  @ConfigProperty(name = "tokkatot.sms.url")
  Optional<String> url;

  @Inject
  @ConfigProperty(name = "tokkatot.sms.template", defaultValue = JsonTemplate.PLAIN)
  String template;

  @Inject
  @ConfigProperty(name = "tokkatot.sms.token")
  Optional<String> token;

  @Inject Vault vault;

  private HttpClient http;

  @PostConstruct
  void open() {
    http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  }

  @Override
  @Timeout(5_000)
  @CircuitBreaker(requestVolumeThreshold = 4, delay = 10_000, skipOn = Refused.class)
  public void send(Letter letter) throws Undelivered {
    var body = new JsonTemplate(template).fill(letter.to(), letter.text());
    var request =
        HttpRequest.newBuilder(address())
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", letter.id().toString())
            .POST(HttpRequest.BodyPublishers.ofString(body));
    token.ifPresent(
        secret ->
            request.header(
                "Authorization", "Bearer " + Hidden.open(vault, "tokkatot.sms.token", secret)));
    judge(status(request.build()));
  }

  private URI address() throws Undelivered {
    try {
      return new URI(
          url.orElseThrow(() -> new Undelivered("the setting tokkatot.sms.url is missing")));
    } catch (URISyntaxException e) {
      throw new Undelivered("the setting tokkatot.sms.url is not an address", e);
    }
  }

  private int status(HttpRequest request) throws Undelivered {
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new Undelivered("the gateway cannot be reached", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Undelivered("interrupted while the gateway was asked", e);
    }
  }

  private static void judge(int status) throws Undelivered {
    if (NEVER.contains(status)) {
      throw new Refused("the gateway refuses this message with " + status);
    }
    if (status < 200 || status > 299) {
      throw new Undelivered("the gateway answered " + status);
    }
  }
}
