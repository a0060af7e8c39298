package com.tokkatot.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import javax.security.auth.x500.X500Principal;

/** Every key of a stack; what is missing is made, what is there is kept. */
final class Pki {

  private final Path folder;
  private final Secrets secrets;
  private final DevelopmentCa ca;

  Pki(Path folder, Secrets secrets, InstantSource time) {
    this.folder = folder;
    this.secrets = secrets;
    this.ca = new DevelopmentCa(folder, time);
  }

  void open() throws IOException, GeneralSecurityException {
    ca.open();
    if (!Files.exists(trustStore().path())) {
      PrivateFiles.write(
          trustStore().path(), Certificates.trustStore(trustStore().password(), ca.certificate()));
    }
  }

  /** Who signed all the others. */
  Path authority() {
    return ca.certificateFile();
  }

  Store trustStore() {
    return new Store(folder.resolve("trust.p12"), secrets.password("p12.trust"));
  }

  Identity server(String name) throws IOException, GeneralSecurityException {
    return identity(name, "CN=localhost,OU=" + name + ",O=Tokkatot", true);
  }

  /** Subject as the cloud broker expects it of application nodes. */
  Identity cloud() throws IOException, GeneralSecurityException {
    return identity("cloud", "CN=cloud,O=Tokkatot", false);
  }

  /** Subject as both brokers expect it of a hub. */
  Identity hub(String hubId, String farmId) throws IOException, GeneralSecurityException {
    return identity("hub-" + hubId, "CN=" + hubId + ",OU=" + farmId + ",O=Tokkatot", false);
  }

  /** What the application knows a hub by, PEM. */
  String hubPublicKey(String hubId, String farmId) throws IOException, GeneralSecurityException {
    var certificate = Certificates.certificate(hub(hubId, farmId).certificate());
    return Certificates.pem(certificate.getPublicKey());
  }

  Identity node(String nodeId, String farmId) throws IOException, GeneralSecurityException {
    return identity("node-" + nodeId, nodeSubject(nodeId, farmId), false);
  }

  /** A node's key and certificate alone: all that its program reads, and quick to make. */
  Pem nodePem(String nodeId, String farmId) throws IOException, GeneralSecurityException {
    var pem = pem("node-" + nodeId);
    // The certificate is written last, so it being there means that both are.
    if (!Files.exists(pem.certificate())) {
      var pair = DevelopmentCa.newPair();
      var subject = new X500Principal(nodeSubject(nodeId, farmId));
      var certificate = ca.issueClient(pair, subject);
      PrivateFiles.write(pem.key(), Certificates.pem(pair.getPrivate()));
      PrivateFiles.write(pem.certificate(), Certificates.pem(certificate));
    }
    return pem;
  }

  private Pem pem(String name) {
    return new Pem(folder.resolve(name + ".pem"), folder.resolve(name + ".key"));
  }

  private static String nodeSubject(String nodeId, String farmId) {
    return "CN=" + nodeId + ",OU=" + farmId + ",O=Tokkatot";
  }

  /** What a program is told of its identity. */
  ClientKeys keys(Identity identity) {
    var trust = trustStore();
    return new ClientKeys(
        identity.store().path(), identity.store().password(), trust.path(), trust.password());
  }

  private Identity identity(String name, String subject, boolean server)
      throws IOException, GeneralSecurityException {
    var identity =
        new Identity(
            folder.resolve(name + ".pem"),
            folder.resolve(name + ".key"),
            new Store(folder.resolve(name + ".p12"), secrets.password("p12." + name)));
    // The key store is written last, so it being there means that all three are.
    if (!Files.exists(identity.store().path())) {
      var pair = DevelopmentCa.newPair();
      var principal = new X500Principal(subject);
      var certificate = server ? ca.issueServer(pair, principal) : ca.issueClient(pair, principal);
      PrivateFiles.write(identity.key(), Certificates.pem(pair.getPrivate()));
      PrivateFiles.write(identity.certificate(), Certificates.pem(certificate));
      PrivateFiles.write(
          identity.store().path(),
          Certificates.keyStore(
              pair.getPrivate(), identity.store().password(), certificate, ca.certificate()));
    }
    return identity;
  }

  /** A PKCS12 file and its password. */
  record Store(Path path, String password) {}

  /** A key and its certificate. */
  record Pem(Path certificate, Path key) {}

  /** A key and its certificate, as PEM and as PKCS12. */
  record Identity(Path certificate, Path key, Store store) {

    Pem pem() {
      return new Pem(certificate, key);
    }
  }
}
