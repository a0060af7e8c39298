package com.tokkatot.courier;

import com.tokkatot.shared.RecordedEvents;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.shared.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * The courier with a real database, without a container: nobody's threads, so a test says when an
 * attempt is made.
 */
final class CourierWorld {

  static final Duration DAY = Duration.ofHours(24);

  final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  final Sql sql = TestDatabase.sql();
  final Vault vault;
  final Path outbox;
  final LetterBox box = new LetterBox();
  final Courier courier = new Courier();
  final Sender sender = new Sender();
  final RecordedEvents<MessageWritten> written = new RecordedEvents<>();

  CourierWorld(Path folder) throws IOException {
    var keys = Files.createDirectories(folder.resolve("keys"));
    for (var name : new String[] {"1.key", "index.key"}) {
      Files.writeString(keys.resolve(name), Base64.getEncoder().encodeToString(new byte[32]));
    }
    vault = new Vault(keys, time);
    outbox = folder.resolve("outbox");
    sql.update("delete from code_message");
    box.sql = sql;
    box.vault = vault;
    box.time = time;
    box.texts = texts();
    courier.box = box;
    courier.written = written;
    sender.box = box;
    sender.time = time;
    sender.post = new Post();
    sender.post.mail = "outbox";
    sender.post.sms = "outbox";
    sender.post.outbox = new OutboxFolder();
    sender.post.outbox.folder = Optional.of(outbox.toString());
    sender.post.smtp = smtp(vault);
    sender.post.gateway = gateway(vault);
  }

  static Texts texts() {
    var texts = new Texts();
    texts.web = Optional.of("https://farm.example");
    texts.read();
    return texts;
  }

  static SmtpMail smtp(Vault vault) {
    var smtp = new SmtpMail();
    smtp.host = "127.0.0.1";
    smtp.tls = "none";
    smtp.user = Optional.empty();
    smtp.password = Optional.empty();
    smtp.from = "Tokkatot <codes@farm.example>";
    smtp.vault = vault;
    return smtp;
  }

  static SmsGateway gateway(Vault vault) {
    var gateway = new SmsGateway();
    gateway.url = Optional.empty();
    gateway.template = JsonTemplate.PLAIN;
    gateway.token = Optional.empty();
    gateway.vault = vault;
    gateway.open();
    return gateway;
  }

  CodeMessage email(Purpose purpose) {
    return message(Channel.EMAIL, "sok@example.com", purpose);
  }

  CodeMessage sms(Purpose purpose) {
    return message(Channel.SMS, "+85512345678", purpose);
  }

  private CodeMessage message(Channel channel, String to, Purpose purpose) {
    var secret = purpose != Purpose.KNOWN;
    return new CodeMessage(
        channel,
        to,
        purpose,
        secret ? "123456" : null,
        secret ? "long-and-random" : null,
        "km",
        time.instant().plus(DAY));
  }

  /** What the timer would do now. */
  void attemptWhatIsDue() {
    box.due(time.instant()).forEach(waiting -> sender.send(waiting.id()));
  }

  String column(UUID id, String name) {
    return sql.query(
            "select " + name + "::text from code_message where id = ?", CourierWorld::text, id)
        .get(0);
  }

  private static String text(java.sql.ResultSet row) throws java.sql.SQLException {
    var text = row.getString(1);
    return text == null ? "" : text;
  }
}
