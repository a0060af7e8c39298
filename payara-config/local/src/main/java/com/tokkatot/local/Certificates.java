package com.tokkatot.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * Keys and certificates in the two forms our programs read: PEM for mosquitto and the nodes, PKCS12
 * for Java.
 */
final class Certificates {

  private Certificates() {}

  static String pem(Certificate certificate) throws GeneralSecurityException, IOException {
    return pem(new PemObject("CERTIFICATE", certificate.getEncoded()));
  }

  /** PKCS8, not encrypted: the file's mode is what protects it. */
  static String pem(PrivateKey key) throws IOException {
    return pem(new JcaPKCS8Generator(key, null).generate());
  }

  static String pem(PublicKey key) throws IOException {
    return pem(new PemObject("PUBLIC KEY", key.getEncoded()));
  }

  private static String pem(PemObject object) throws IOException {
    var text = new StringWriter();
    try (var writer = new PemWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString();
  }

  static X509Certificate certificate(Path file) throws IOException, GeneralSecurityException {
    try (var parser = new PEMParser(new StringReader(Files.readString(file)))) {
      return new JcaX509CertificateConverter()
          .getCertificate((X509CertificateHolder) parser.readObject());
    }
  }

  static PrivateKey key(Path file) throws IOException {
    try (var parser = new PEMParser(new StringReader(Files.readString(file)))) {
      return new JcaPEMKeyConverter().getPrivateKey((PrivateKeyInfo) parser.readObject());
    }
  }

  static byte[] keyStore(PrivateKey key, String password, Certificate... chain)
      throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("key", key, password.toCharArray(), chain);
    return bytes(store, password);
  }

  static byte[] trustStore(String password, Certificate trusted)
      throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("ca", trusted);
    return bytes(store, password);
  }

  private static byte[] bytes(KeyStore store, String password)
      throws GeneralSecurityException, IOException {
    var bytes = new ByteArrayOutputStream();
    store.store(bytes, password.toCharArray());
    return bytes.toByteArray();
  }
}
