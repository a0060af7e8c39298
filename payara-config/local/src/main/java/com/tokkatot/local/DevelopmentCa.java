package com.tokkatot.local;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The certificate authority of one local stack, made on its first start. Every key is on the curve
 * P-256. It is good for one machine: the key of the authority lies beside what it signed.
 */
final class DevelopmentCa {

  private static final Duration CA_LIFE = Duration.ofDays(3650);
  private static final Duration LIFE = Duration.ofDays(1825);

  /** A clock may be set back a little, for example in a virtual machine. */
  private static final Duration SLACK = Duration.ofHours(1);

  private final Path folder;
  private final InstantSource time;
  private final SecureRandom random = new SecureRandom();
  private PrivateKey key;
  private X509Certificate certificate;

  DevelopmentCa(Path folder, InstantSource time) {
    this.folder = folder;
    this.time = time;
  }

  /** Reads the authority, or makes it when there is none. */
  void open() throws IOException, GeneralSecurityException {
    if (Files.exists(certificateFile()) && Files.exists(folder.resolve("ca.key"))) {
      certificate = Certificates.certificate(certificateFile());
      key = Certificates.key(folder.resolve("ca.key"));
      return;
    }
    var pair = newPair();
    var name = new X500Principal("CN=Development CA,O=Tokkatot");
    var builder = builder(name, pair, name, CA_LIFE);
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      key = pair.getPrivate();
      certificate = sign(builder);
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
    PrivateFiles.write(folder.resolve("ca.key"), Certificates.pem(key));
    PrivateFiles.write(certificateFile(), Certificates.pem(certificate));
  }

  Path certificateFile() {
    return folder.resolve("ca.pem");
  }

  X509Certificate certificate() {
    return certificate;
  }

  /** For a server on this machine: localhost and 127.0.0.1. */
  X509Certificate issueServer(KeyPair pair, X500Principal subject)
      throws IOException, GeneralSecurityException {
    return issue(pair, subject, KeyPurposeId.id_kp_serverAuth);
  }

  X509Certificate issueClient(KeyPair pair, X500Principal subject)
      throws IOException, GeneralSecurityException {
    return issue(pair, subject, KeyPurposeId.id_kp_clientAuth);
  }

  static KeyPair newPair() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private X509Certificate issue(KeyPair pair, X500Principal subject, KeyPurposeId purpose)
      throws IOException, GeneralSecurityException {
    var builder = builder(certificate.getSubjectX500Principal(), pair, subject, LIFE);
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate));
      if (purpose.equals(KeyPurposeId.id_kp_serverAuth)) {
        var names =
            new GeneralNames(
                new GeneralName[] {
                  new GeneralName(GeneralName.dNSName, "localhost"),
                  new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                });
        builder.addExtension(Extension.subjectAlternativeName, false, names);
      }
      return sign(builder);
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private JcaX509v3CertificateBuilder builder(
      X500Principal issuer, KeyPair pair, X500Principal subject, Duration life)
      throws IOException, GeneralSecurityException {
    var now = time.instant();
    var builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            new BigInteger(127, random),
            Date.from(now.minus(SLACK)),
            Date.from(now.plus(life)),
            subject,
            pair.getPublic());
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
    return builder;
  }

  private X509Certificate sign(JcaX509v3CertificateBuilder builder)
      throws GeneralSecurityException, OperatorCreationException {
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }
}
