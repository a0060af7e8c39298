package com.tokkatot.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PkiTest {

  private static final String HUB = "01a20d21-580b-7599-ae84-f96c564731b7";
  private static final String FARM = "01a20d21-5809-73dd-9c44-0fb8898c3b78";
  private static final InstantSource TIME =
      InstantSource.fixed(Instant.parse("2026-03-01T06:00:00Z"));

  @TempDir Path data;
  Pki pki;

  @BeforeEach
  void open() throws Exception {
    pki = opened(data);
  }

  @Test
  void whatItIssuesChainsToItsAuthority() throws Exception {
    var authority = Certificates.certificate(pki.authority());
    var hub = Certificates.certificate(pki.hub(HUB, FARM).certificate());

    assertThatCode(() -> hub.verify(authority.getPublicKey())).doesNotThrowAnyException();
    assertThat(authority.getBasicConstraints()).isZero();
    assertThat(hub.getBasicConstraints()).isEqualTo(-1);
    assertThat(((ECPublicKey) hub.getPublicKey()).getParams().getCurve().getField().getFieldSize())
        .isEqualTo(256);
  }

  @Test
  void anotherStacksAuthorityIsNotBelieved(@TempDir Path other) throws Exception {
    var stranger = Certificates.certificate(opened(other).authority());
    var hub = Certificates.certificate(pki.hub(HUB, FARM).certificate());

    assertThatThrownBy(() -> hub.verify(stranger.getPublicKey()))
        .isInstanceOf(SignatureException.class);
  }

  @Test
  void subjectsSayWhoAndWhichFarm() throws Exception {
    var hub = Certificates.certificate(pki.hub(HUB, FARM).certificate());

    var rights = CertificateRights.of(hub.getSubjectX500Principal()).orElseThrow();

    assertThat(rights.topicFilter()).isEqualTo("farm/" + FARM + "/#");
    assertThat(rights.clientId()).contains(HUB);
  }

  @Test
  void aServerIsForThisMachineAndAClientIsNoServer() throws Exception {
    var server = Certificates.certificate(pki.server("broker").certificate());
    var client = Certificates.certificate(pki.cloud().certificate());

    assertThat(server.getSubjectAlternativeNames().toString()).contains("localhost", "127.0.0.1");
    assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(client.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
  }

  @Test
  void isKeptOverStarts() throws Exception {
    var first = Files.readAllBytes(pki.hub(HUB, FARM).certificate());

    var again = opened(data);

    assertThat(Files.readAllBytes(again.hub(HUB, FARM).certificate())).isEqualTo(first);
  }

  @Test
  void theKeyStoreOpensWithItsPasswordAndHoldsTheChain() throws Exception {
    var store = pki.cloud().store();

    var opened = KeyStore.getInstance(store.path().toFile(), store.password().toCharArray());

    assertThat(opened.getCertificateChain("key")).hasSize(2);
    assertThat(((X509Certificate) opened.getCertificate("key")).getNotAfter())
        .isAfter(Date.from(TIME.instant()));
  }

  @Test
  void nobodyElseCanReadAnyOfIt() throws Exception {
    pki.cloud();

    try (var files = Files.list(data.resolve("pki"))) {
      assertThat(files)
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  private static Pki opened(Path data) throws Exception {
    var pki = new Pki(data.resolve("pki"), new Secrets(data.resolve("secrets.properties")), TIME);
    pki.open();
    return pki;
  }
}
