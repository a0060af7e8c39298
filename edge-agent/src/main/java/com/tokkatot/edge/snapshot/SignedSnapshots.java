package com.tokkatot.edge.snapshot;

import com.tokkatot.edge.rest.CloudRest;
import com.tokkatot.wire.SnapshotMessage;
import com.tokkatot.wire.WireFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;

/** Snapshots from the cloud's REST, believed only with the cloud's signature. */
final class SignedSnapshots implements SnapshotSource {

  private final CloudRest cloud;

  SignedSnapshots(CloudRest cloud) {
    this.cloud = cloud;
  }

  @Override
  public Optional<SnapshotMessage> newerThan(long known) throws IOException {
    try {
      var answer = cloud.get("snapshot", known);
      if (answer.status() == 304) {
        return Optional.empty();
      }
      var jws = answer.json().getString("jws");
      var keySet = cloud.open("/.well-known/jwks.json");
      var keys = CloudKeys.read(new String(keySet.body(), StandardCharsets.UTF_8));
      return Optional.of(SnapshotMessage.read(keys.verified(jws)));
    } catch (GeneralSecurityException | WireFormatException | NullPointerException e) {
      throw new IOException("The snapshot cannot be believed: " + e.getMessage(), e);
    }
  }
}
