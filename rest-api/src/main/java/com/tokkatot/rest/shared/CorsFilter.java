package com.tokkatot.rest.shared;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets pages of other origins in, if they are on the list {@code tokkatot.cors.origins} (separated
 * by commas; nobody unless set). Others get no such header, so their browser keeps the answer from
 * them.
 */
@Provider
@PreMatching
@Priority(150)
@ApplicationScoped
public class CorsFilter implements ContainerRequestFilter, ContainerResponseFilter {

  private static final String ORIGIN = "Origin";

  private final Set<String> allowed;

  /** For CDI. */
  protected CorsFilter() {
    allowed = Set.of();
  }

  @Inject
  public CorsFilter(@ConfigProperty(name = "tokkatot.cors.origins") Optional<String> origins) {
    allowed =
        new HashSet<>(
            origins.map(list -> List.of(list.strip().split("\\s*,\\s*"))).orElse(List.of()));
  }

  @Override
  public void filter(ContainerRequestContext request) {
    var asksFirst =
        request.getMethod().equals(HttpMethod.OPTIONS)
            && request.getHeaderString(ORIGIN) != null
            && request.getHeaderString("Access-Control-Request-Method") != null;
    if (asksFirst) {
      request.abortWith(Response.noContent().build());
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    var headers = response.getHeaders();
    headers.add("Vary", ORIGIN);
    var origin = request.getHeaderString(ORIGIN);
    if (origin == null || !allowed.contains(origin)) {
      return;
    }
    headers.putSingle("Access-Control-Allow-Origin", origin);
    headers.putSingle("Access-Control-Allow-Credentials", "true");
    headers.putSingle(
        "Access-Control-Expose-Headers",
        "X-Request-Id, Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset");
    if (request.getMethod().equals(HttpMethod.OPTIONS)) {
      headers.putSingle("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE");
      headers.putSingle(
          "Access-Control-Allow-Headers", "Authorization, Content-Type, X-Request-Id");
      headers.putSingle("Access-Control-Max-Age", "600");
    }
  }
}
