package com.tokkatot.courier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/** Chooses the way out: mail server and gateway where they are set, else the outbox folder. */
@ApplicationScoped
public class Post implements Transport {

  private static final String OUTBOX = "outbox";

  @Inject
  @ConfigProperty(name = "tokkatot.codes.mail", defaultValue = OUTBOX)
  String mail;

  @Inject
  @ConfigProperty(name = "tokkatot.codes.sms", defaultValue = OUTBOX)
  String sms;

  @Inject OutboxFolder outbox;
  @Inject SmtpMail smtp;
  @Inject SmsGateway gateway;

  @Override
  public void send(Letter letter) throws Undelivered {
    try {
      transport(letter.channel()).send(letter);
    } catch (CircuitBreakerOpenException e) {
      throw new Undelivered("it failed again and again and is left alone for a while", e);
    } catch (TimeoutException e) {
      throw new Undelivered("it took too long", e);
    }
  }

  private Transport transport(Channel channel) throws Undelivered {
    return switch (channel) {
      case EMAIL -> chosen("tokkatot.codes.mail", mail, "smtp", smtp);
      case SMS -> chosen("tokkatot.codes.sms", sms, "gateway", gateway);
    };
  }

  private Transport chosen(String setting, String value, String word, Transport other)
      throws Undelivered {
    if (value.equals(word)) {
      return other;
    }
    if (value.equals(OUTBOX)) {
      return outbox;
    }
    throw new Undelivered("the setting " + setting + " must be " + word + " or " + OUTBOX);
  }
}
