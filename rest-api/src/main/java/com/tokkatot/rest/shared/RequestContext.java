package com.tokkatot.rest.shared;

import com.tokkatot.account.Caller;
import com.tokkatot.account.HubCaller;
import com.tokkatot.audit.Origin;
import com.tokkatot.farm.Member;
import com.tokkatot.limit.Allowance;
import com.tokkatot.shared.NotSignedIn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Vetoed;

/** What the filters learned about the request: who, from where, under which id. */
@Vetoed
public class RequestContext {

  /** Made by hand for each request: Payara searches a bean class for what to inject every time. */
  @ApplicationScoped
  static class Maker {

    @Produces
    @RequestScoped
    RequestContext make() {
      return new RequestContext();
    }
  }

  private Caller caller;
  private Member member;
  private HubCaller hub;
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

  /** The caller in the farm of the path; only in calls that need a permission in a farm. */
  public Member member() {
    if (member == null) {
      throw new IllegalStateException("this call needs no permission in a farm");
    }
    return member;
  }

  /**
   * The hub that calls; only in calls of hubs.
   *
   * @throws NotSignedIn if none does ({@code UNAUTHORIZED})
   */
  public HubCaller hub() {
    if (hub == null) {
      throw new NotSignedIn("UNAUTHORIZED", "prove yourself and send the token");
    }
    return hub;
  }

  void calledBy(HubCaller authenticated) {
    hub = authenticated;
  }

  public Origin origin() {
    return origin;
  }

  void from(Origin from) {
    origin = from;
  }

  void enteredAs(Member entered) {
    member = entered;
  }

  void calledBy(Caller authenticated) {
    caller = authenticated;
  }
}
