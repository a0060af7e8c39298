package com.tokkatot.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The address a request really came from: the last one in {@code X-Forwarded-For} that no proxy of
 * ours wrote about another proxy of ours. What a stranger writes there is not believed.
 */
@ApplicationScoped
public class ClientAddress {

  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
  // Ends up in logs and keys.
  private static final Pattern HARMLESS = Pattern.compile("[0-9A-Fa-f.:]{2,45}");

  private final Set<String> trusted;

  /** For CDI. */
  protected ClientAddress() {
    trusted = Set.of();
  }

  /**
   * @param proxies addresses of the gateway, separated by commas; none unless set
   */
  @Inject
  public ClientAddress(
      @ConfigProperty(name = "tokkatot.http.trusted-proxies") Optional<String> proxies) {
    trusted = new HashSet<>(proxies.map(list -> List.of(COMMA.split(list))).orElse(List.of()));
  }

  /**
   * @param peer address of the connection
   * @param forwarded header X-Forwarded-For, or null
   */
  public String of(String peer, String forwarded) {
    if (forwarded == null || !trusted.contains(peer)) {
      return peer;
    }
    var hops = COMMA.split(forwarded.strip());
    for (var i = hops.length - 1; i >= 0; i--) {
      if (!HARMLESS.matcher(hops[i]).matches()) {
        return peer;
      }
      if (!trusted.contains(hops[i])) {
        return hops[i];
      }
    }
    return peer;
  }
}
