package com.tokkatot.mqtt.rar.it;

import com.tokkatot.mqtt.MqttConnectionFactory;
import com.tokkatot.mqtt.MqttMessage;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The test's eyes and hands inside the server: {@code GET /probe?ask=...&text=...}, lines out. */
@WebServlet("/probe")
public class ProbeServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @EJB transient ProbeStore store;
  @EJB transient ProbeMemory memory;
  @EJB transient ProbeTimers timers;

  @Resource(lookup = "java:app/mqtt/connections")
  transient MqttConnectionFactory connections;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var text = request.getParameter("text");
    response.setContentType("text/plain");
    response.getWriter().write(String.join("\n", answer(request.getParameter("ask"), text)));
  }

  private List<String> answer(String question, String text) {
    return switch (question) {
      case "stored", "parked" -> store.all(question);
      case "attempts" -> List.of(String.valueOf(memory.attempts(text)));
      case "ticks" -> List.of(String.valueOf(memory.ticks()));
      case "timer" -> List.of(String.valueOf(timers.seen(text)));
      case "refused" -> List.of(String.valueOf(memory.refused()));
      case "away" -> {
        memory.databaseIsAway(Boolean.parseBoolean(text));
        yield List.of();
      }
      case "publish" -> publish(text);
      case "publish-all" -> publishAll(text);
      default -> throw new IllegalArgumentException(question);
    };
  }

  private List<String> publish(String text) {
    try (var connection = connections.getConnection()) {
      connection.publish(message(text));
    }
    return List.of("acknowledged");
  }

  private List<String> publishAll(String text) {
    var messages = new ArrayList<MqttMessage>();
    for (int i = 0; i < 100; i++) {
      messages.add(message(text + "-" + i));
    }
    try (var connection = connections.getConnection()) {
      return connection.publishAll(messages).stream().map(MqttMessage::text).toList();
    }
  }

  private static MqttMessage message(String text) {
    return new MqttMessage("probe/out", text.getBytes(StandardCharsets.UTF_8), 1, false, null);
  }
}
