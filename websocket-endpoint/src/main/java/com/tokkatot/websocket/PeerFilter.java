package com.tokkatot.websocket;

import com.tokkatot.audit.ClientAddress;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;

/** Notes who opens a socket: the container's own session does not tell its address. */
@WebFilter({"/v1", "/ws/v1"})
public class PeerFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Inject transient ClientAddress clients;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var peer =
        new Peer(
            clients.of(request.getRemoteAddr(), request.getHeader("X-Forwarded-For")),
            request.getHeader("User-Agent"));
    chain.doFilter(
        new HttpServletRequestWrapper(request) {
          @Override
          public Principal getUserPrincipal() {
            return peer;
          }
        },
        response);
  }
}
