package com.tokkatot.rest.shared;

import com.tokkatot.account.Caller;
import com.tokkatot.audit.Origin;
import com.tokkatot.limit.Allowance;
import com.tokkatot.shared.NotSignedIn;
import jakarta.enterprise.context.RequestScoped;

/** What the filters learned about the request: who, from where, under which id. */
@RequestScoped
public class RequestContext {

  private Caller caller;
  private Origin origin = Origin.SYSTEM;
  private Allowance allowance;

  /**
   * @throws NotSignedIn if nobody is signed in ({@code UNAUTHORIZED})
   */
  public Caller caller() {
    if (caller == null) {
      throw new NotSignedIn("UNAUTHORIZED", "sign in and send the token");
    }
    return caller;
  }

  /** Whether a valid token came with the request. */
  public boolean isSignedIn() {
    return caller != null;
  }

  /** What is left of the tightest limit; null when the call was not counted. */
  Allowance allowance() {
    return allowance;
  }

  void allowed(Allowance told) {
    allowance = told;
  }

  public Origin origin() {
    return origin;
  }

  void from(Origin from) {
    origin = from;
  }

  void calledBy(Caller authenticated) {
    caller = authenticated;
  }
}
