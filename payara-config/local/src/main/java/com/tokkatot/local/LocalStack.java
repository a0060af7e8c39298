package com.tokkatot.local;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The whole system on this machine, started and ready to be used: for {@code ./tokkatot up}, for
 * journeys and for benchmarks. Closing it stops everything it started, and so does the end of this
 * JVM, at any moment.
 *
 * <p>Processes have names: {@code cloud}, {@code postgres}, {@code redis}, and of farm K {@code
 * hub-K} and {@code farm-broker-K}; {@code node-0-N} of the first farm, the nodes of all others are
 * in {@code swarm}. Every one that ends is started again after a second, unless it was stopped.
 * {@code broker} (the cloud's) and {@code s3} are servers inside this JVM.
 */
public final class LocalStack implements AutoCloseable {

  private static final Duration CLOUD_READY = Duration.ofSeconds(180);
  private static final Duration HUB_READY = Duration.ofSeconds(120);

  private final StackOptions options;
  private final Layout layout;
  private final Ports ports;
  private final PrintStream out;
  private Progress progress;
  private StackLock lock;
  private StackParts parts;
  private ArchiveMaker archives;
  private CompletableFuture<Void> archivesMade;
  private AtExit atExit;
  private volatile boolean closed;

  private LocalStack(StackOptions options, PrintStream out) {
    this.options = options;
    this.layout = options.layout();
    this.ports = new Ports(options.portBase());
    this.out = out;
  }

  /**
   * Starts everything and returns when the application and every hub answer and the demo data is
   * there.
   *
   * @param out where progress is told
   * @throws StackFailed saying what a person can do about it; nothing is left running
   */
  public static LocalStack start(StackOptions options, PrintStream out) {
    var stack = new LocalStack(options, out);
    stack.start();
    return stack;
  }

  private void start() {
    // Before the start: a stack that is stopped while it starts must leave nothing behind either.
    atExit = AtExit.run(this::close);
    try {
      prepare();
      parts.start();
      awaitReady();
    } catch (IOException e) {
      close();
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      close();
      throw new StackFailed("The stack cannot be started: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private synchronized void prepare() throws IOException, GeneralSecurityException {
    layout.requireBuilt();
    lock = StackLock.take(layout.run());
    PrivateFiles.directory(layout.log("launcher").getParent());
    progress = new Progress(out, layout.log("launcher"));
    Files.deleteIfExists(layout.readyMark());
    new Orphans(layout, progress).stop();
    if (options.fresh()) {
      progress.say("throwing away " + layout.data());
      layout.wipe();
      PrivateFiles.directory(layout.log("launcher").getParent());
    }
    ports.requireFree(options.farms());
    ports.write(layout.run());
    Logging.to(layout);
    parts = new StackParts(layout, ports, options, InstantSource.system(), progress);
  }

  private void awaitReady() throws IOException {
    awaitAnswer("cloud", CLOUD_READY);
    parts.giveFarms();
    for (var farm : farms()) {
      awaitAnswer(farm.hubProcess(), HUB_READY);
    }
    PrivateFiles.write(layout.readyMark(), Double.toString(progress.seconds()));
    progress.say("ready");
    archives = parts.archives();
    archivesMade = archives.start();
  }

  private void awaitAnswer(String name, Duration within) {
    progress.say("waiting for " + name);
    var probe = parts.probe(name);
    if (!Await.until(within, () -> closed || probe.answers()) || closed) {
      throw new StackFailed(name + " does not answer; its log: " + layout.log(name));
    }
    progress.say(name + " ready");
  }

  /** Seconds from the start until everything was ready. */
  public double startSeconds() {
    try {
      return Double.parseDouble(Files.readString(layout.readyMark()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits until what makes the next start faster is ready; a measurement should not run beside that
   * work.
   */
  public void awaitIdle() {
    archivesMade.join();
  }

  public Urls urls() {
    return Urls.of(ports);
  }

  public Ports ports() {
    return ports;
  }

  public Credentials credentials() {
    return parts.owner();
  }

  /** The farms with the ids of their hubs, nodes and devices. */
  public List<FarmPlan> farms() {
    return parts.farms();
  }

  /** Folder where a node keeps its state, {@code relay.log} among it. */
  public Path nodeState(FarmPlan farm, FarmPlan.NodePlan node) {
    return layout.data().resolve(node.process(farm.number()));
  }

  /**
   * A connection to the application's database, with the application's rights; the caller closes
   * it.
   */
  public Connection database() throws SQLException {
    return parts.database();
  }

  /** Keys for a hub that this stack does not start: a benchmark plays it. */
  public ClientKeys hubKeys(String hubId, String farmId)
      throws IOException, GeneralSecurityException {
    return parts.hubKeys(hubId, farmId);
  }

  /** What a further application node needs to join this stack; passwords are among it. */
  public Map<String, String> cloudSettings() {
    return parts.cloudSettings();
  }

  /** Signs access tokens as the application does. */
  public TokenMaker tokens() {
    return new TokenMaker(new KeyFolders(layout.keys(), InstantSource.system()));
  }

  /** What seals personal data. */
  public Path vaultKeys() throws IOException {
    return new KeyFolders(layout.keys(), InstantSource.system()).vault();
  }

  /** Where messages with codes go. */
  public Outbox outbox() {
    return new Outbox(layout.outbox());
  }

  /** Folder where the first farm's hub keeps its journal. */
  public Path hubState() {
    return layout.data().resolve(farms().get(0).hubProcess());
  }

  /** Where InfluxDB answers, in a stack that has one; as version 1. */
  public URI influx() {
    return URI.create("http://127.0.0.1:" + ports.influx());
  }

  /** Folder where InfluxDB keeps its data. */
  public Path influxState() {
    return layout.data().resolve("influx");
  }

  /** Everything that runs, launcher first, with health and memory as they are now. */
  public List<ProcessRow> processes() {
    return Status.of(layout).processes();
  }

  /** Kills the process with SIGKILL; it is started again by itself. Returns when it is dead. */
  public void kill(String name) {
    parts.supervisor().child(name).kill();
  }

  /** Stops the process; it stays stopped until {@link #start(String)}. */
  public void stop(String name) {
    parts.supervisor().child(name).stop();
  }

  /** Starts a stopped process and returns at once; see {@link #awaitHealthy}. */
  public void start(String name) {
    try {
      parts.supervisor().child(name).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the process answers before the time is over. */
  public boolean awaitHealthy(String name, Duration within) {
    var child = parts.supervisor().child(name);
    return Await.until(within, () -> child.isRunning() && child.child().probe().answers());
  }

  /**
   * Stops the cloud's broker and starts it again with the same sessions and queues; takes about ten
   * seconds.
   */
  public void restartBroker() {
    parts.restartBroker();
  }

  @Override
  public void close() {
    closed = true;
    atExit.close();
    synchronized (this) {
      if (lock == null) {
        return;
      }
      try {
        Files.deleteIfExists(layout.readyMark());
        if (archives != null) {
          archives.close();
        }
        if (parts != null) {
          parts.stop();
          progress.say("stopped");
        }
        lock.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        lock = null;
      }
    }
  }
}
