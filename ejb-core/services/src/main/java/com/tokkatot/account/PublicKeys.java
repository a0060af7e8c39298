package com.tokkatot.account;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** What everybody may know of the keys that sign tokens. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PublicKeys {

  @Inject KeySet keys;

  /** As {@link KeySet#jwks()}. */
  public String jwks() {
    return keys.jwks();
  }
}
