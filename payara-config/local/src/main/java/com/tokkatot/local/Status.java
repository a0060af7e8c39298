package com.tokkatot.local;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What runs, as {@code ./tokkatot status} tells it. */
record Status(Urls urls, Path credentials, List<ProcessRow> processes) {

  /** Of the stack that runs in that folder. */
  static Status of(Layout layout) {
    var rows = PidFile.all(layout.run()).parallelStream().map(ProcessRow::of).toList();
    return new Status(Urls.of(Ports.read(layout.run())), layout.credentials(), rows);
  }

  boolean healthy() {
    return !processes.isEmpty() && processes.stream().allMatch(ProcessRow::healthy);
  }

  JsonObject json() {
    var rows = Json.createArrayBuilder();
    for (var process : processes) {
      rows.add(
          Json.createObjectBuilder()
              .add("name", process.name())
              .add("pid", process.pid())
              .add("version", process.version())
              .add("healthy", process.healthy())
              .add("rss_mb", process.rssMb()));
    }
    return Json.createObjectBuilder()
        .add(
            "urls",
            Json.createObjectBuilder()
                .add("start", urls.start().toString())
                .add("web", urls.web().toString())
                .add("api", urls.api().toString())
                .add("ws", urls.ws().toString())
                .add("docs", urls.docs().toString())
                .add("hub", urls.hub().toString())
                .add("mqtt", urls.mqtt().toString()))
        .add("credentials", credentials.toString())
        .add("processes", rows)
        .build();
  }

  String table() {
    var text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%-16s %8s  %-18s %-8s %7s%n",
            "process",
            "pid",
            "version",
            "healthy",
            "MB"));
    for (var process : processes) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-16s %8d  %-18s %-8s %7d%n",
              process.name(),
              process.pid(),
              process.version(),
              process.healthy() ? "yes" : "NO",
              process.rssMb()));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%nstart %s%nweb   %s%napi   %s%nws    %s%ndocs  %s%nhub   %s%nmqtt  %s%nsign in with %s%n",
            urls.start(),
            urls.web(),
            urls.api(),
            urls.ws(),
            urls.docs(),
            urls.hub(),
            urls.mqtt(),
            credentials));
    return text.toString();
  }
}
