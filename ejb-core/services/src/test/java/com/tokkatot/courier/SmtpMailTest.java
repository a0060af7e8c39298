package com.tokkatot.courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmtpMailTest {

  @TempDir Path folder;
  private CourierWorld world;
  private GreenMail server;

  @BeforeEach
  void open() throws IOException {
    world = new CourierWorld(folder);
    world.sender.post.mail = "smtp";
    world.sender.post.smtp.port = freePort();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop();
    }
  }

  @Test
  void anEmailArrivesInKhmer() throws MessagingException, IOException {
    start(ServerSetup.PROTOCOL_SMTP);

    var id = world.courier.send(world.email(Purpose.VERIFY));
    world.sender.send(id);

    var mail = server.getReceivedMessages()[0];
    assertThat(mail.getAllRecipients()[0]).hasToString("sok@example.com");
    assertThat(mail.getFrom()[0]).hasToString("Tokkatot <codes@farm.example>");
    assertThat(mail.getSubject()).isEqualTo("លេខកូដតុក្កតតរបស់អ្នក");
    assertThat(mail.getContent().toString()).contains("លេខកូដរបស់អ្នកគឺ 123456");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.getMessageID()).isEqualTo("<" + id + "@127.0.0.1>");
  }

  @Test
  void aDeadServerDelaysTheMessageAndLosesNothing() throws MessagingException {
    var id = world.courier.send(world.email(Purpose.VERIFY));
    world.sender.send(id);
    assertThat(world.box.outcome(id)).contains(false);
    assertThat(world.column(id, "last_error"))
        .isNotEmpty()
        .doesNotContain("sok@")
        .doesNotContain("123456");

    start(ServerSetup.PROTOCOL_SMTP);
    world.time.advance(Duration.ofSeconds(5));
    world.attemptWhatIsDue();

    assertThat(world.box.outcome(id)).contains(true);
    assertThat(server.getReceivedMessages()).hasSize(1);
  }

  @Test
  void aWrongPasswordIsTriedAgainLater() {
    start(ServerSetup.PROTOCOL_SMTP);
    server.setUser("codes@farm.example", "codes", "right");
    server.getUserManager().setAuthRequired(true);
    world.sender.post.smtp.user = Optional.of("codes");
    world.sender.post.smtp.password = Optional.of("wrong");

    var id = world.courier.send(world.email(Purpose.VERIFY));
    world.sender.send(id);

    assertThat(world.box.outcome(id)).contains(false);
    assertThat(world.column(id, "given_up_at")).isEmpty();
  }

  @Test
  void thePasswordMayBeASealedSetting() {
    start(ServerSetup.PROTOCOL_SMTP);
    server.setUser("codes@farm.example", "codes", "right");
    server.getUserManager().setAuthRequired(true);
    world.sender.post.smtp.user = Optional.of("codes");
    world.sender.post.smtp.password =
        Optional.of("vault:" + world.vault.seal("setting.tokkatot.smtp.password", "right"));

    var id = world.courier.send(world.email(Purpose.VERIFY));
    world.sender.send(id);

    assertThat(world.box.outcome(id)).contains(true);
  }

  @Test
  void nothingIsSaidToAServerWhoseCertificateNobodyVouchesFor() throws IOException {
    start(ServerSetup.PROTOCOL_SMTPS);
    world.sender.post.smtp.tls = "implicit";

    var letter = letter();

    assertThatThrownBy(() -> world.sender.post.smtp.send(letter)).isInstanceOf(Undelivered.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void nothingIsSaidToAServerWithoutTlsUnlessAllowed() {
    start(ServerSetup.PROTOCOL_SMTP);
    world.sender.post.smtp.tls = "starttls";

    var letter = letter();

    assertThatThrownBy(() -> world.sender.post.smtp.send(letter)).isInstanceOf(Undelivered.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void aWrongSettingIsNamed() {
    world.sender.post.smtp.tls = "perhaps";

    var letter = letter();

    assertThatThrownBy(() -> world.sender.post.smtp.send(letter))
        .isInstanceOf(Undelivered.class)
        .hasMessageContaining("tokkatot.smtp.tls");
  }

  private Letter letter() {
    var id = world.courier.send(world.email(Purpose.VERIFY));
    return world.box.take(id, world.time.instant()).orElseThrow();
  }

  private void start(String protocol) {
    server = new GreenMail(new ServerSetup(world.sender.post.smtp.port, "127.0.0.1", protocol));
    server.start();
  }

  private static int freePort() throws IOException {
    try (var probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }
}
