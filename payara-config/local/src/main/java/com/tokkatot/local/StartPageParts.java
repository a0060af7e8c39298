package com.tokkatot.local;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The changing parts of the start page as HTML. */
final class StartPageParts {

  private static final Map<String, String> PURPOSES =
      Map.of(
          "verify", "Code to verify a contact",
          "reset", "Code for a new password",
          "known", "Somebody signed up again",
          "invited_staff", "Invitation to the staff");

  private static final Pattern LINK = Pattern.compile("https?://[^\\s<]+");

  private final ZoneId zone;

  /**
   * @param zone of the person who reads
   */
  StartPageParts(ZoneId zone) {
    this.zone = zone;
  }

  String html(Status status, List<OutboxMessage> messages) {
    return doors(status) + messages(messages) + processes(status);
  }

  private static String doors(Status status) {
    var urls = status.urls();
    return """
    <section aria-labelledby="doors">
    <h2 id="doors">Where to go</h2>
    <ul class="doors">
    %s%s%s</ul>
    <p>The demo owner's sign-in is in <code>%s</code>. API below <code>%s</code>, live events at <code>%s</code>, MQTT at <code>%s</code>.</p>
    </section>
    """
        .formatted(
            door(urls.web(), "The farmers' page", "Sign in and turn the pump on"),
            door(urls.docs(), "API documentation", "Every call, with its errors"),
            door(
                urls.hub().resolve("/api/hub"), "The first farm's hub", "What it thinks of itself"),
            escaped(status.credentials().toString()),
            escaped(urls.api().toString()),
            escaped(urls.ws().toString()),
            escaped(urls.mqtt().toString()));
  }

  private static String door(URI address, String name, String what) {
    return "<li><a href=\"%s\"><b>%s</b><small>%s</small></a></li>\n"
        .formatted(escaped(address.toString()), escaped(name), escaped(what));
  }

  private String messages(List<OutboxMessage> messages) {
    var html = new StringBuilder();
    html.append("<section aria-labelledby=\"messages\">\n<h2 id=\"messages\">Messages</h2>\n");
    if (messages.isEmpty()) {
      html.append(
          "<p>E-mails and text messages with codes show up here instead of being sent.</p>\n");
    } else {
      html.append("<ol class=\"messages\">\n");
      messages.forEach(message -> html.append(message(message)));
      html.append("</ol>\n");
    }
    return html.append("</section>\n").toString();
  }

  private String message(OutboxMessage message) {
    var code =
        message.code() == null
            ? ""
            : "<span class=\"digits\">" + escaped(message.code()) + "</span>\n";
    return """
    <li>
    <div class="head"><b>%s</b> <span>%s</span> <time class="when" datetime="%s">%s</time></div>
    %s<p class="text" lang="%s">%s</p>
    </li>
    """
        .formatted(
            escaped(message.to()),
            escaped(PURPOSES.getOrDefault(message.purpose(), message.purpose())),
            message.at(),
            when(message.at()),
            code,
            escaped(message.language()),
            linked(escaped(message.text().strip())));
  }

  private String when(Instant at) {
    return DateTimeFormatter.ofPattern("d MMM, HH:mm:ss", Locale.ENGLISH).withZone(zone).format(at);
  }

  private static String processes(Status status) {
    var html = new StringBuilder();
    html.append("<section aria-labelledby=\"processes\">\n<h2 id=\"processes\">Processes</h2>\n");
    html.append(
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"processes\"><table>\n");
    html.append("<thead><tr><th scope=\"col\">process</th><th scope=\"col\">state</th>");
    html.append(
        "<th scope=\"col\">version</th><th scope=\"col\" class=\"number\">pid</th></tr></thead>\n<tbody>\n");
    for (var process : status.processes()) {
      html.append(
          "<tr><th scope=\"row\">%s</th><td class=\"%s\">%s</td><td>%s</td><td class=\"number\">%d</td></tr>\n"
              .formatted(
                  escaped(process.name()),
                  process.healthy() ? "well" : "sick",
                  process.healthy() ? "✓ works" : "✗ does not answer",
                  escaped(process.version()),
                  process.pid()));
    }
    return html.append("</tbody>\n</table></div>\n</section>\n").toString();
  }

  /** Addresses in a text that is escaped already. */
  private static String linked(String text) {
    return LINK.matcher(text).replaceAll("<a href=\"$0\">$0</a>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
