package com.tokkatot.account;

import com.tokkatot.limit.Bucket;
import com.tokkatot.limit.Limit;
import com.tokkatot.limit.RateLimits;
import com.tokkatot.shared.TooMany;
import com.tokkatot.shared.Vault;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.HexFormat;
import java.util.List;

/** How often a contact may be written to, whether or not it is anybody's. */
@Dependent
class ContactLimits {

  @Inject RateLimits limits;
  @Inject Vault vault;

  /**
   * @throws TooMany when codes were asked for too often ({@code RATE_LIMIT_EXCEEDED})
   */
  void take(Limit limit, Contact contact) {
    limits.take(List.of(new Bucket(limit, HexFormat.of().formatHex(contact.index(vault)))));
  }
}
