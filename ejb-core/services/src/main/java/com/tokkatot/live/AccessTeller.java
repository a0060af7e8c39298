package com.tokkatot.live;

import com.tokkatot.account.SessionMemory;
import com.tokkatot.account.SessionsEnded;
import com.tokkatot.farm.MemberChanged;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

/** Has every node look again at who watches, once members changed or sessions ended. */
@ApplicationScoped
public class AccessTeller {

  @EJB LiveFeed feed;
  @EJB SessionMemory memory;

  void tell(@Observes(during = TransactionPhase.AFTER_SUCCESS) MemberChanged changed) {
    feed.tellAccess(changed.accountId() == null ? changed.farmId() : changed.accountId());
  }

  void tell(@Observes(during = TransactionPhase.AFTER_SUCCESS) SessionsEnded ended) {
    // It observes this too, maybe after us; who looks again must find it marked.
    memory.forget(ended);
    ended.sessions().forEach(feed::tellAccess);
  }
}
