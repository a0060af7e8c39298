package com.tokkatot.local;

import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.security.auth.x500.X500Principal;

/**
 * What the subject of a client certificate allows on the cloud's broker.
 *
 * @param topicFilter where its owner may publish and subscribe, nowhere else
 * @param clientId the only MQTT client id it may use; empty when it may choose
 */
record CertificateRights(String topicFilter, Optional<String> clientId) {

  private static final String ORGANISATION = "Tokkatot";

  /** Rights of that subject; empty when it is none of ours and must be refused. */
  static Optional<CertificateRights> of(X500Principal subject) {
    var name = part(subject, "CN");
    var farm = part(subject, "OU");
    if (!part(subject, "O").equals(Optional.of(ORGANISATION)) || name.isEmpty()) {
      return Optional.empty();
    }
    if (farm.isEmpty()) {
      return name.get().equals("cloud")
          ? Optional.of(new CertificateRights("#", Optional.empty()))
          : Optional.empty();
    }
    // A name with a wildcard or a slash in it would open more than one farm.
    if (!farm.get().matches("[0-9a-f-]{36}")) {
      return Optional.empty();
    }
    return Optional.of(new CertificateRights("farm/" + farm.get() + "/#", name));
  }

  boolean mayUse(String id) {
    return clientId.isEmpty() || clientId.get().equals(id);
  }

  private static Optional<String> part(X500Principal subject, String type) {
    try {
      return new LdapName(subject.getName())
          .getRdns().stream()
              .filter(rdn -> rdn.getType().equalsIgnoreCase(type))
              .map(rdn -> rdn.getValue().toString())
              .findFirst();
    } catch (InvalidNameException e) {
      return Optional.empty();
    }
  }
}
