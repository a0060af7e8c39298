package com.tokkatot.websocket;

import com.tokkatot.audit.Origin;
import java.security.Principal;
import java.util.UUID;

/**
 * Who opened a socket, as far as its handshake told. A principal, because that is the one thing of
 * the request that a socket's session keeps for itself.
 *
 * @param name the client's address
 * @param userAgent what it calls itself, or null
 */
record Peer(String name, String userAgent) implements Principal {

  static final Peer UNKNOWN = new Peer(null, null);

  @Override
  public String getName() {
    return name;
  }

  /** Where a frame came from, under an id of its own. */
  Origin origin() {
    return new Origin(name, userAgent, UUID.randomUUID().toString());
  }
}
