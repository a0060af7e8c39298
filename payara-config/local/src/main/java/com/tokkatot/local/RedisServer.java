package com.tokkatot.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Redis with a password, on the loopback address, every write in its append-only file. */
final class RedisServer implements Child {

  private final Layout layout;
  private final Secrets secrets;
  private final int port;

  RedisServer(Layout layout, Secrets secrets, int port) {
    this.layout = layout;
    this.secrets = secrets;
    this.port = port;
  }

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public String version() {
    return PostgresBinaries.isArm() ? "6.2.7" : "6.2.6";
  }

  @Override
  public int order() {
    return 20;
  }

  @Override
  public Path log() {
    return layout.log(name());
  }

  @Override
  public Probe probe() {
    return Probe.accepts(port);
  }

  String uri() {
    return "redis://:" + secrets.password("redis") + "@127.0.0.1:" + port;
  }

  @Override
  public ProcessBuilder prepare() throws IOException {
    var data = PrivateFiles.directory(layout.data().resolve("redis"));
    var settings = layout.run().resolve("redis.conf");
    PrivateFiles.write(
        settings,
        String.join(
            "\n",
            "bind 127.0.0.1",
            "port " + port,
            "requirepass " + secrets.password("redis"),
            "dir \"" + data + "\"",
            "appendonly yes",
            "appendfsync everysec",
            "save \"\"",
            "daemonize no",
            // It would hide the arguments an orphan is recognised by.
            "set-proc-title no",
            ""));
    return new ProcessBuilder(program().toString(), settings.toString());
  }

  Path program() throws IOException {
    var resource =
        PostgresBinaries.isArm()
            ? "redis-server-6.2.7-linux-arm64"
            : "redis-server-6.2.6-v5-linux-amd64";
    var program = layout.binaries().resolve(resource);
    if (!Files.exists(program)) {
      PrivateFiles.directory(layout.binaries());
      var part = layout.binaries().resolve(resource + ".part");
      try (var packed = RedisServer.class.getResourceAsStream("/" + resource)) {
        if (packed == null) {
          throw new StackFailed(
              "No Redis for " + System.getProperty("os.arch") + " on the class path");
        }
        Files.copy(packed, part, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwx------"));
      Files.move(part, program, StandardCopyOption.ATOMIC_MOVE);
    }
    return program;
  }
}
