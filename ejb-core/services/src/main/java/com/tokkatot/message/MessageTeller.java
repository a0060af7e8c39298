package com.tokkatot.message;

import com.tokkatot.live.LiveFeed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

/** Tells a member's open pages that his messages have changed. */
@ApplicationScoped
public class MessageTeller {

  @EJB LiveFeed feed;

  void tell(@Observes(during = TransactionPhase.AFTER_SUCCESS) MessagesChanged changed) {
    feed.tellMembers(changed.frames());
  }
}
