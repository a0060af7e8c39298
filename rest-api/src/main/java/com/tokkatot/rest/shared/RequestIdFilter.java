package com.tokkatot.rest.shared;

import com.tokkatot.audit.ClientAddress;
import com.tokkatot.audit.Origin;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** Gives each request an id, kept from the client when it is harmless, and answers with it. */
@Provider
@PreMatching
@Priority(100)
public class RequestIdFilter implements ContainerRequestFilter, ContainerResponseFilter {

  static final String HEADER = "X-Request-Id";
  private static final String FORWARDED = "X-Forwarded-For";
  // Ends up in logs: letters, digits and dashes only.
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9-]{8,64}");

  @Inject RequestContext context;
  @Inject ClientAddress clients;
  @Context HttpServletRequest servletRequest;

  @Override
  public void filter(ContainerRequestContext request) {
    var given = request.getHeaderString(HEADER);
    var id =
        given != null && HARMLESS.matcher(given).matches() ? given : UUID.randomUUID().toString();
    context.from(
        new Origin(
            clients.of(servletRequest.getRemoteAddr(), request.getHeaderString(FORWARDED)),
            request.getHeaderString(HttpHeaders.USER_AGENT),
            id));
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    var headers = response.getHeaders();
    headers.putSingle(HEADER, context.origin().requestId());
    headers.putIfAbsent("Cache-Control", new ArrayList<>(List.of("no-store")));
    headers.putSingle("X-Content-Type-Options", "nosniff");
    headers.putSingle("X-Frame-Options", "DENY");
    headers.putIfAbsent("Content-Security-Policy", new ArrayList<>(List.of("default-src 'self'")));
    headers.putSingle("Referrer-Policy", "strict-origin-when-cross-origin");
    headers.putSingle("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    // Switches off a filter of old browsers that could be turned against the page.
    headers.putSingle("X-XSS-Protection", "0");
  }
}
