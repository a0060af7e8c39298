package com.tokkatot.courier;

import com.tokkatot.shared.Vault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;

/**
 * E-mail by SMTP. TLS is on unless the setting says {@code none}, and the server's name must match
 * its certificate. A message that is sent again has the same Message-ID, by which mail programs
 * know that they have it already.
 */
@ApplicationScoped
public class SmtpMail implements Transport {

  /** Of connecting, and of each answer: sockets do not hear an interrupt. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** How the line is protected: from the start, after greeting, or (on loopback) not at all. */
  enum Tls {
    IMPLICIT,
    STARTTLS,
    NONE
  }

  @Inject
  @ConfigProperty(name = "tokkatot.smtp.host", defaultValue = "localhost")
  String host;

  @Inject
  @ConfigProperty(name = "tokkatot.smtp.port", defaultValue = "587")
  int port;

  @Inject
  @ConfigProperty(name = "tokkatot.smtp.tls", defaultValue = "starttls")
  String tls;

  @Inject
  @ConfigProperty(name = "tokkatot.smtp.user")
  Optional<String> user;

  @Inject
  @ConfigProperty(name = "tokkatot.smtp.password")
  Optional<String> password;

  @Inject
  @ConfigProperty(name = "tokkatot.smtp.from", defaultValue = "Tokkatot <no-reply@localhost>")
  String from;

  @Inject Vault vault;

  @Override
  @Timeout(5_000)
  @CircuitBreaker(requestVolumeThreshold = 4, delay = 10_000, skipOn = Refused.class)
  public void send(Letter letter) throws Undelivered {
    try {
      jakarta.mail.Transport.send(message(letter));
    } catch (SendFailedException e) {
      if (e.getInvalidAddresses() != null && e.getInvalidAddresses().length > 0) {
        throw new Refused("the mail server does not take this address", root(e));
      }
      throw new Undelivered("the mail server did not take it", root(e));
    } catch (MessagingException e) {
      throw new Undelivered("the mail server did not answer as it should", root(e));
    }
  }

  private Message message(Letter letter) throws MessagingException, Undelivered {
    var message = new Numbered(session(), letter.id() + "@" + host);
    message.setFrom(new InternetAddress(from));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to()));
    message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(letter.at()));
    // Out-of-office programs answer people only.
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setText(letter.text(), StandardCharsets.UTF_8.name());
    return message;
  }

  private Session session() throws Undelivered {
    var line = line();
    var settings = new Properties();
    settings.setProperty("mail.transport.protocol", "smtp");
    settings.setProperty("mail.smtp.host", host);
    settings.setProperty("mail.smtp.port", Integer.toString(port));
    settings.setProperty("mail.smtp.ssl.enable", Boolean.toString(line == Tls.IMPLICIT));
    settings.setProperty("mail.smtp.starttls.enable", Boolean.toString(line == Tls.STARTTLS));
    settings.setProperty("mail.smtp.starttls.required", Boolean.toString(line == Tls.STARTTLS));
    settings.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    settings.setProperty("mail.smtp.ssl.protocols", "TLSv1.2 TLSv1.3");
    for (var what : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
      settings.setProperty("mail.smtp." + what, Long.toString(PATIENCE.toMillis()));
    }
    settings.setProperty("mail.smtp.auth", Boolean.toString(user.isPresent()));
    return Session.getInstance(settings, user.isPresent() ? login() : null);
  }

  private Tls line() throws Undelivered {
    try {
      return Tls.valueOf(tls.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new Undelivered("the setting tokkatot.smtp.tls must be implicit, starttls or none", e);
    }
  }

  private Authenticator login() {
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication(
            user.orElseThrow(), Hidden.open(vault, "tokkatot.smtp.password", password.orElse("")));
      }
    };
  }

  private static Throwable root(MessagingException failure) {
    return failure.getCause() == null ? failure : failure.getCause();
  }

  /** Keeps our Message-ID, which the library would otherwise make anew at each sending. */
  private static final class Numbered extends MimeMessage {

    private final String id;

    Numbered(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<" + id + ">");
    }
  }
}
