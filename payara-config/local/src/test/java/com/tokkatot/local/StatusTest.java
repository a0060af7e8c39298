package com.tokkatot.local;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusTest {

  @Test
  void jsonHasExactlyThePromisedKeys() {
    var json = status(new ProcessRow("cloud", 42, "2.0.0", true, 512)).json();

    assertThat(json.keySet()).containsExactly("urls", "credentials", "processes");
    assertThat(json.getJsonObject("urls").keySet())
        .containsExactly("start", "web", "api", "ws", "docs", "hub", "mqtt");
    assertThat(json.getJsonArray("processes").getValuesAs(JsonObject.class).get(0).keySet())
        .containsExactly("name", "pid", "version", "healthy", "rss_mb");
  }

  @Test
  void urlsFollowThePorts() {
    var urls = status().json().getJsonObject("urls");

    assertThat(urls.getString("start")).isEqualTo("http://127.0.0.1:9005");
    assertThat(urls.getString("api")).isEqualTo("http://127.0.0.1:9000/api/v1");
    assertThat(urls.getString("ws")).isEqualTo("ws://127.0.0.1:9000/ws/v1");
    assertThat(urls.getString("docs")).isEqualTo("http://127.0.0.1:9000/api/docs");
    assertThat(urls.getString("hub")).isEqualTo("http://127.0.0.1:9010");
    assertThat(urls.getString("mqtt")).isEqualTo("ssl://127.0.0.1:9001");
  }

  @Test
  void oneSickProcessMakesAllUnhealthy() {
    var well = new ProcessRow("redis", 1, "6.2.6", true, 8);
    var sick = new ProcessRow("cloud", 2, "2.0.0", false, 512);

    assertThat(status(well).healthy()).isTrue();
    assertThat(status(well, sick).healthy()).isFalse();
  }

  @Test
  void aDeadProcessIsShownAndUnhealthy(@TempDir Path data) throws IOException {
    var layout = new Layout(data, data, data);
    PrivateFiles.directory(layout.run());
    new Ports(9000).write(layout.run());
    var gone = new ProcessIdentity(ProcessHandle.current().pid(), 1, "another boot");
    new PidFile("cloud", gone, "2.0.0", 50, Probe.ALIVE).write(layout.run());

    var rows = Status.of(layout).processes();

    assertThat(rows).containsExactly(new ProcessRow("cloud", 0, "2.0.0", false, 0));
  }

  private static Status status(ProcessRow... rows) {
    return new Status(Urls.of(new Ports(9000)), Path.of("/data/credentials.json"), List.of(rows));
  }
}
