package com.tokkatot.rest.account;

import com.tokkatot.account.Admission;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.NewCookie;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The refresh token where no script can read it. It is sent to the sign-in calls of our own page
 * and nowhere else. Source: decisions.md D5.
 */
@Dependent
class RefreshCookie {

  static final String NAME = "tk_refresh";
  private static final String PATH = "/api/v1/auth";

  @Inject InstantSource time;
  @Context HttpServletRequest request;

  NewCookie keep(Admission signedIn) {
    var life = Duration.between(time.instant(), signedIn.endsAt()).toSeconds();
    return cookie(signedIn.refreshToken())
        .maxAge(signedIn.remembered() ? (int) life : NewCookie.DEFAULT_MAX_AGE)
        .build();
  }

  NewCookie drop() {
    return cookie("").maxAge(0).build();
  }

  private NewCookie.Builder cookie(String value) {
    return new NewCookie.Builder(NAME)
        .value(value)
        .path(PATH)
        .httpOnly(true)
        .sameSite(NewCookie.SameSite.STRICT)
        .secure(!isOpenLoopback());
  }

  /** Plain HTTP on the developer's own machine, with nothing before us that ends TLS. */
  private boolean isOpenLoopback() {
    try {
      return !request.isSecure()
          && request.getHeader("X-Forwarded-For") == null
          && request.getHeader("X-Forwarded-Proto") == null
          && InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
