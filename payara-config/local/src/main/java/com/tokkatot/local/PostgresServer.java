package com.tokkatot.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL as it runs in production: commits reach the disk, passwords are checked by
 * scram-sha-256, and the application has a role and a database of its own. Only TCP on the loopback
 * address.
 */
final class PostgresServer implements Child {

  static final String ROLE = "tokkatot";
  static final String DATABASE = "tokkatot";
  private static final String OWNER = "postgres";
  private static final Duration START = Duration.ofSeconds(60);

  private final Layout layout;
  private final Secrets secrets;
  private final int port;
  private final String version;
  private final List<String> asUser;

  PostgresServer(Layout layout, Secrets secrets, int port, String version) {
    this.layout = layout;
    this.secrets = secrets;
    this.port = port;
    this.version = version;
    this.asUser = UnprivilegedUser.prefix();
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public String version() {
    return version.replaceAll("\\.0$", "");
  }

  @Override
  public int order() {
    return 10;
  }

  @Override
  public Path log() {
    return layout.log(name());
  }

  @Override
  public Probe probe() {
    return Probe.accepts(port);
  }

  /** SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait until every client has left. */
  @Override
  public String stopSignal() {
    return "INT";
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
  }

  String password() {
    return secrets.password("postgres." + ROLE);
  }

  @Override
  public ProcessBuilder prepare() throws IOException {
    var home = PostgresBinaries.unpacked(layout.binaries(), version);
    if (!Files.exists(data())) {
      initialize(home);
    }
    requireSameMajor();
    PrivateFiles.write(data().resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
    PrivateFiles.write(data().resolve("postgresql.conf"), settings());
    return command(home, "postgres", "-D", data().toString());
  }

  /**
   * Waits until it answers, then makes the application's role and database unless they are there.
   */
  void open() {
    var failure = new SQLException[1];
    boolean open =
        Await.until(
            START,
            () -> {
              try (var connection = connect(OWNER, OWNER, secrets.password("postgres.owner"))) {
                provide(connection);
                return true;
              } catch (SQLException notYet) {
                failure[0] = notYet;
                return false;
              }
            });
    if (!open) {
      throw new StackFailed(
          "PostgreSQL does not answer: " + failure[0].getMessage() + ". Its log: " + log(),
          failure[0]);
    }
  }

  /** A connection as the application has it; the caller closes it. */
  Connection connect() throws SQLException {
    return connect(DATABASE, ROLE, password());
  }

  private Connection connect(String database, String role, String password) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, role, password);
  }

  private void provide(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      if (!exists(connection, "select 1 from pg_roles where rolname = '" + ROLE + "'")) {
        statement.execute("create role " + ROLE + " login");
      }
      // The password has letters and digits only, see Secrets.
      statement.execute("alter role " + ROLE + " password '" + password() + "'");
      if (!exists(connection, "select 1 from pg_database where datname = '" + DATABASE + "'")) {
        statement.execute("create database " + DATABASE + " owner " + ROLE);
      }
    }
  }

  private static boolean exists(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(query)) {
      return result.next();
    }
  }

  private Path data() {
    return layout.data().resolve("postgres");
  }

  /**
   * Made beside its place and moved there, so that a start killed half way leaves no half database.
   */
  private void initialize(Path home) throws IOException {
    var part = layout.data().resolve("postgres.part");
    PrivateFiles.delete(part);
    var password = layout.run().resolve("postgres.password");
    PrivateFiles.write(password, secrets.password("postgres.owner"));
    var process =
        command(
                home,
                "initdb",
                "--pgdata=" + part,
                "--username=" + OWNER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new StackFailed("initdb failed; see " + log());
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new StackFailed("Interrupted while the database was made", e);
    } finally {
      Files.deleteIfExists(password);
    }
    Files.move(part, data(), StandardCopyOption.ATOMIC_MOVE);
  }

  private void requireSameMajor() throws IOException {
    var major = Files.readString(data().resolve("PG_VERSION")).strip();
    if (!version.startsWith(major + ".")) {
      throw new StackFailed(
          "The database in "
              + data()
              + " is of PostgreSQL "
              + major
              + ", this is "
              + version
              + ". Start with --fresh to give it up, or use the older version to save it.");
    }
  }

  private ProcessBuilder command(Path home, String program, String... arguments) {
    var command = new ArrayList<>(asUser);
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  private String settings() {
    return String.join(
        "\n",
        "listen_addresses = '127.0.0.1'",
        "port = " + port,
        "unix_socket_directories = ''",
        "max_connections = 100",
        "shared_buffers = 128MB",
        "fsync = on",
        "synchronous_commit = on",
        "full_page_writes = on",
        "password_encryption = 'scram-sha-256'",
        "timezone = 'UTC'",
        "log_timezone = 'UTC'",
        "");
  }
}
