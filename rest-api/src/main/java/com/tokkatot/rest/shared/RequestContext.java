package com.tokkatot.rest.shared;

import com.tokkatot.account.Caller;
import com.tokkatot.audit.Origin;
import com.tokkatot.shared.NotSignedIn;
import jakarta.enterprise.context.RequestScoped;

/** What the filters learned about the request: who, from where, under which id. */
@RequestScoped
public class RequestContext {

  private Caller caller;
  private Origin origin = Origin.SYSTEM;

  /**
   * @throws NotSignedIn if nobody is signed in ({@code UNAUTHORIZED})
   */
  public Caller caller() {
    if (caller == null) {
      throw new NotSignedIn("UNAUTHORIZED", "sign in and send the token");
    }
    return caller;
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
