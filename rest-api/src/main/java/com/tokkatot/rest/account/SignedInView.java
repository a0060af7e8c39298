package com.tokkatot.rest.account;

import com.tokkatot.account.AccountView;
import com.tokkatot.account.Admission;
import com.tokkatot.farm.FarmView;
import java.util.List;

/**
 * What signing in answers.
 *
 * @param expiresIn seconds
 * @param refreshToken null when it went into the cookie
 */
public record SignedInView(
    String accessToken,
    String tokenType,
    long expiresIn,
    String refreshToken,
    AccountView user,
    List<FarmView> farms) {

  static SignedInView of(
      Admission signedIn, boolean inCookie, AccountView user, List<FarmView> farms) {
    return new SignedInView(
        signedIn.accessToken(),
        "Bearer",
        signedIn.expiresInS(),
        inCookie ? null : signedIn.refreshToken(),
        user,
        farms);
  }
}
