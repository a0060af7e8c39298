package com.tokkatot.mqtt.rar.it;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority for one test run, and what it signs: PKCS12 for Java, PEM for other brokers. */
public final class TestPki {

  public static final String PASSWORD = "only-for-tests";

  private final Path directory;
  private final KeyPair authorityKey;
  private final X509Certificate authority;
  private int serial;

  private TestPki(Path directory) throws GeneralSecurityException, IOException {
    this.directory = Files.createDirectories(directory);
    this.authorityKey = newKey();
    this.authority = signed(new X500Principal("CN=Test CA"), authorityKey, true);
    var trust = emptyStore();
    trust.setCertificateEntry("ca", authority);
    save(trust, truststore());
    Files.writeString(directory.resolve("ca.pem"), pem("CERTIFICATE", authority.getEncoded()));
  }

  /** Makes an authority whose files lie in the directory. */
  public static TestPki in(Path directory) throws GeneralSecurityException, IOException {
    return new TestPki(directory);
  }

  /** The adapter's settings for a broker on this machine, by system property. */
  public Map<String, String> settings(int port, String nodeName)
      throws GeneralSecurityException, IOException {
    return Map.of(
        "tokkatot.mqtt.host",
        "127.0.0.1",
        "tokkatot.mqtt.port",
        String.valueOf(port),
        "tokkatot.mqtt.keystore",
        keystore("cloud").toString(),
        "tokkatot.mqtt.keystore.password",
        PASSWORD,
        "tokkatot.mqtt.truststore",
        truststore().toString(),
        "tokkatot.mqtt.truststore.password",
        PASSWORD,
        "tokkatot.node.name",
        nodeName);
  }

  public Path truststore() {
    return directory.resolve("trust.p12");
  }

  /** PKCS12 with a key and its certificate, good for localhost; PEM files lie beside it. */
  public Path keystore(String name) throws GeneralSecurityException, IOException {
    var file = directory.resolve(name + ".p12");
    if (!Files.exists(file)) {
      var key = newKey();
      var certificate = signed(new X500Principal("CN=" + name + ",O=Tokkatot"), key, false);
      var store = emptyStore();
      store.setKeyEntry(
          name,
          key.getPrivate(),
          PASSWORD.toCharArray(),
          new Certificate[] {certificate, authority});
      save(store, file);
      Files.writeString(
          directory.resolve(name + ".pem"), pem("CERTIFICATE", certificate.getEncoded()));
      Files.writeString(
          directory.resolve(name + ".key"), pem("PRIVATE KEY", key.getPrivate().getEncoded()));
    }
    return file;
  }

  public Path pem(String file) {
    return directory.resolve(file);
  }

  private X509Certificate signed(X500Principal subject, KeyPair key, boolean ca)
      throws GeneralSecurityException, IOException {
    var now = Instant.now();
    var issuer = ca ? subject : authority.getSubjectX500Principal();
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              BigInteger.valueOf(++serial),
              Date.from(now.minus(Duration.ofHours(1))),
              Date.from(now.plus(Duration.ofDays(2))),
              subject,
              key.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(
              new GeneralName[] {
                new GeneralName(GeneralName.dNSName, "localhost"),
                new GeneralName(GeneralName.iPAddress, "127.0.0.1")
              }));
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(authorityKey.getPrivate());
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static KeyPair newKey() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static void save(KeyStore store, Path file) throws GeneralSecurityException, IOException {
    try (var out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
  }

  private static String pem(String type, byte[] der) {
    var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n";
  }
}
