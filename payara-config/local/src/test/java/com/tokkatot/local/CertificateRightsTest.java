package com.tokkatot.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateRightsTest {

  private static final String HUB = "01a20d21-580b-7599-ae84-f96c564731b7";
  private static final String FARM = "01a20d21-5809-73dd-9c44-0fb8898c3b78";

  @Test
  void theCloudMayDoEverythingUnderAnyName() {
    var rights = rights("CN=cloud,O=Tokkatot").orElseThrow();

    assertThat(rights.topicFilter()).isEqualTo("#");
    assertThat(rights.mayUse("cloud-local-3")).isTrue();
  }

  @Test
  void aHubHasItsFarmAndItsOwnClientId() {
    var rights = rights("CN=" + HUB + ",OU=" + FARM + ",O=Tokkatot").orElseThrow();

    assertThat(rights.topicFilter()).isEqualTo("farm/" + FARM + "/#");
    assertThat(rights.mayUse(HUB)).isTrue();
    assertThat(rights.mayUse("01a20d21-580b-7599-ae84-f96c564731b8")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CN=cloud",
        "CN=cloud,O=Somebody",
        "CN=mallory,O=Tokkatot",
        "OU=" + FARM + ",O=Tokkatot",
        "CN=" + HUB + ",OU=\\+,O=Tokkatot",
        "CN=" + HUB + ",OU=\\#,O=Tokkatot",
        "CN=" + HUB + ",OU=\\+/01a20d21-5809-73dd-9c44-0fb8898c3b,O=Tokkatot"
      })
  void othersAreRefused(String subject) {
    assertThat(rights(subject)).isEmpty();
  }

  private static Optional<CertificateRights> rights(String subject) {
    return CertificateRights.of(new X500Principal(subject));
  }
}
