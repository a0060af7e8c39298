package com.tokkatot.courier;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Writes letters: {@code texts_km.properties} and {@code texts_en.properties} with blanks filled.
 */
@ApplicationScoped
public class Texts {

  private static final Duration HOURS_FROM = Duration.ofHours(2);
  private static final Map<Purpose, String> PAGES =
      Map.of(Purpose.VERIFY, "/verify?token=", Purpose.RESET, "/reset?token=");

  @Inject
  @ConfigProperty(name = "tokkatot.web.url")
  Optional<String> web;

  private final Map<String, Properties> texts = new HashMap<>();

  @PostConstruct
  void read() {
    for (var language : new String[] {"km", "en"}) {
      texts.put(language, read("texts_" + language + ".properties"));
    }
  }

  Letter letter(UUID id, Instant at, CodeMessage message) {
    var blanks = blanks(at, message);
    var key = Words.of(message.purpose());
    return new Letter(
        id,
        at,
        message.channel(),
        message.to(),
        message.purpose(),
        message.language(),
        message.channel() == Channel.EMAIL ? fill(message, key + ".subject", blanks) : null,
        fill(message, key + "." + Words.of(message.channel()), blanks),
        message.code(),
        message.token());
  }

  private Map<String, String> blanks(Instant at, CodeMessage message) {
    var blanks = new HashMap<String, String>();
    blanks.put("code", message.code());
    blanks.put("token", message.token());
    blanks.put("link", link(message));
    var validity = Duration.between(at, message.expiresAt());
    // To the nearest: the code is some milliseconds older than the message.
    var hours = validity.compareTo(HOURS_FROM) >= 0;
    blanks.put(
        "validity",
        texts
            .get(message.language())
            .getProperty(hours ? "validity.hours" : "validity.minutes")
            .replace(
                "{n}",
                Long.toString(
                    hours
                        ? validity.plusMinutes(30).toHours()
                        : validity.plusSeconds(30).toMinutes())));
    return blanks;
  }

  /** Null when there is no page for it, or nobody said where our pages are. */
  private String link(CodeMessage message) {
    var page = PAGES.get(message.purpose());
    return page == null || message.token() == null
        ? null
        : web.map(base -> base + page + message.token()).orElse(null);
  }

  private String fill(CodeMessage message, String key, Map<String, String> blanks) {
    var text =
        texts
            .get(message.language())
            .getProperty(key)
            .lines()
            .filter(line -> blanks.get("link") != null || !line.contains("{link}"))
            .collect(Collectors.joining("\n"));
    for (var blank : blanks.entrySet()) {
      if (blank.getValue() != null) {
        text = text.replace("{" + blank.getKey() + "}", blank.getValue());
      }
    }
    return text;
  }

  private static Properties read(String name) {
    var texts = new Properties();
    try (var in = Texts.class.getResourceAsStream(name);
        var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }
}
