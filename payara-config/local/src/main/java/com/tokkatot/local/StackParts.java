package com.tokkatot.local;

import com.tokkatot.local.client.Api;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;

/** The servers and programs of one stack, and the order they start and stop in. */
final class StackParts {

  private static final Duration TABLES = Duration.ofSeconds(180);

  private static final int MESSAGES_SHOWN = 50;

  private final Layout layout;
  private final Progress progress;
  private final Supervisor supervisor;
  private final Versions versions = Versions.read();
  private final List<FarmPlan> farms;
  private final Credentials owner;
  private final DemoFarms demo;
  private final Pki pki;
  private final PostgresServer postgres;
  private final RedisServer redis;
  private final ObjectStore objects;
  private final InfluxServer influx;
  private final CloudBroker broker;
  private final Ports ports;
  private StartPage startPage;
  private InfluxGate influxGate;
  private final PayaraProcess cloud;
  private final List<Child> field = new ArrayList<>();
  private final List<PayaraProcess> hubs = new ArrayList<>();

  StackParts(
      Layout layout, Ports ports, StackOptions options, InstantSource time, Progress progress)
      throws IOException, GeneralSecurityException {
    this.layout = layout;
    this.ports = ports;
    this.progress = progress;
    supervisor = new Supervisor(layout, progress);
    var secrets = new Secrets(layout.secrets());
    owner = new Credentials(Credentials.OWNER, secrets.passwordToType("demo"));
    owner.write(layout.credentials());
    farms = FarmPlan.read(layout.ids(), time, options.farms(), options.extraNodes());
    pki = new Pki(layout.pki(), secrets, time);
    pki.open();
    postgres = new PostgresServer(layout, secrets, ports.postgres(), versions.postgres());
    // After the plans: both keep their ids in one file.
    var hubKeys = new HashMap<String, String>();
    for (var farm : farms) {
      hubKeys.put(farm.hubId(), pki.hubPublicKey(farm.hubId(), farm.farmId()));
    }
    demo = new DemoFarms(postgres, new Notebook(layout.ids()), farms, new DemoData(hubKeys));
    redis = new RedisServer(layout, secrets, ports.redis());
    objects = new ObjectStore(layout, secrets, ports.objects());
    influx = options.influx() ? new InfluxServer(layout, ports) : null;
    broker = new CloudBroker(layout, pki, pki.server("broker"), ports.cloudMqtt());
    var programs = new Programs(options, versions, pki, new KeyFolders(layout.keys(), time));
    cloud = programs.cloud(postgres, redis, objects);
    for (var farm : farms) {
      field.add(programs.farmBroker(farm));
      hubs.add(programs.hub(farm));
    }
    // The first farm's nodes are processes, to be killed one by one; a process each for a hundred
    // farms would be too many.
    for (var node : farms.get(0).nodes()) {
      field.add(programs.node(farms.get(0), node));
    }
    if (farms.size() > 1) {
      field.add(programs.swarm(farms.subList(1, farms.size())));
    }
  }

  /** Starts all at once; returns when the servers work and every program has been started. */
  void start() throws IOException {
    writeOwnPid("launcher", versions.tokkatot(), 0, Probe.ALIVE);
    openStartPage();
    var workers = Executors.newCachedThreadPool();
    try {
      unpack();
      CompletableFuture.allOf(
              CompletableFuture.runAsync(this::startCloud, workers),
              CompletableFuture.runAsync(this::startBroker, workers),
              CompletableFuture.runAsync(this::startObjects, workers),
              CompletableFuture.runAsync(this::startField, workers))
          .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StackFailed failed) {
        throw failed;
      }
      throw new StackFailed("A server cannot be started: " + e.getCause(), e.getCause());
    } finally {
      workers.shutdown();
    }
  }

  /**
   * Before anything runs: a program that is being written while another thread forks cannot be
   * started ("text file busy"), because the new process holds it open for a moment.
   */
  private void unpack() throws IOException {
    redis.program();
    PostgresBinaries.unpacked(layout.binaries(), versions.postgres());
    PayaraLayout.unpacked(layout, versions.payara());
  }

  /** First of all, so that a person can watch the others come. */
  private void openStartPage() throws IOException {
    var outbox = new Outbox(layout.outbox());
    var parts = new StartPageParts(ZoneId.systemDefault());
    startPage =
        StartPage.open(
            ports.start(), () -> parts.html(Status.of(layout), outbox.newest(MESSAGES_SHOWN)));
    writeOwnPid("start", versions.tokkatot(), 45, Probe.accepts(ports.start()));
  }

  private void startCloud() {
    launch(redis);
    launch(postgres);
    if (influx != null) {
      startInflux();
    }
    postgres.open();
    progress.say("postgres ready");
    // Known from an earlier start, as a rule; on the first one the application has to make the
    // tables.
    boolean known = demo.insert();
    launch(cloud);
    progress.say("application started");
    if (!known && !Await.until(TABLES, () -> supervisor.isClosed() || demo.insert())) {
      throw new StackFailed("The application made no tables; its log: " + cloud.log());
    }
    // A hub reports its farm once when it connects; the cloud would throw away what an unknown hub
    // says.
    hubs.forEach(this::launch);
    progress.say(hubs.size() + " hub(s) started");
  }

  private void startInflux() {
    launch(influx);
    influx.open();
    try {
      influxGate = InfluxGate.open(ports.influxGate(), ports.influx());
    } catch (IOException e) {
      throw new StackFailed("The way to InfluxDB cannot be opened: " + e.getMessage(), e);
    }
    progress.say("influx ready");
  }

  private void startBroker() {
    try {
      broker.start();
      writeOwnPid("broker", "hivemq-ce-" + versions.hivemq(), 30, Probe.accepts(ports.cloudMqtt()));
    } catch (IOException e) {
      throw new CompletionException(e);
    }
    progress.say("broker ready");
  }

  private void startObjects() {
    try {
      objects.start();
      writeOwnPid("s3", "s3proxy-" + versions.s3proxy(), 40, Probe.accepts(ports.objects()));
    } catch (IOException e) {
      throw new CompletionException(e);
    }
    progress.say("s3 ready");
  }

  private void startField() {
    field.forEach(this::launch);
    progress.say(field.size() + " programs of " + farms.size() + " farm(s) started");
  }

  private void launch(Child child) {
    try {
      supervisor.start(child);
    } catch (IOException e) {
      throw new StackFailed(child.name() + " cannot be started: " + e.getMessage(), e);
    }
  }

  private void writeOwnPid(String name, String version, int order, Probe probe) throws IOException {
    var self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
    new PidFile(name, self, version, order, probe).write(layout.run());
  }

  /** To be called when the application answers. */
  void giveFarms() {
    // From an address of its own: it uses up nobody's tries to sign in.
    var api = Api.anonymous(Urls.of(ports).api()).fromNewAddress();
    demo.give(api, new Outbox(layout.outbox()), owner);
  }

  /** The archives that make later starts faster. */
  ArchiveMaker archives() throws IOException {
    return new ArchiveMaker(List.of(cloud.archive(), hubs.get(0).archive()), progress);
  }

  /** Keys of a further hub, made when they are missing. */
  ClientKeys hubKeys(String hubId, String farmId) throws IOException, GeneralSecurityException {
    return pki.keys(pki.hub(hubId, farmId));
  }

  Map<String, String> cloudSettings() {
    return Map.copyOf(cloud.settings());
  }

  Connection database() throws SQLException {
    return postgres.connect();
  }

  synchronized void restartBroker() {
    try {
      broker.stop();
      broker.start();
    } catch (Exception e) { // what the broker declares
      throw new StackFailed("The broker cannot be restarted: " + e.getMessage(), e);
    }
  }

  /** Programs first, then the servers they use, so that nobody sees an error that is none. */
  void stop() throws IOException {
    progress.say("stopping");
    var servers = List.of(postgres.name(), redis.name(), "influx");
    var brokers = farms.stream().map(FarmPlan::brokerProcess).toList();
    supervisor.stopAll(
        supervisor.names().stream()
            .filter(name -> !servers.contains(name) && !brokers.contains(name))
            .toList());
    CompletableFuture.allOf(
            CompletableFuture.runAsync(supervisor::close),
            CompletableFuture.runAsync(() -> quietly("broker", broker::stop)),
            CompletableFuture.runAsync(() -> quietly("s3", objects::stop)))
        .join();
    if (influxGate != null) {
      influxGate.close();
    }
    if (startPage != null) {
      startPage.close();
    }
    for (var name : List.of("broker", "s3", "start", "launcher")) {
      PidFile.delete(layout.run(), name);
    }
  }

  private void quietly(String name, Stop stop) {
    try {
      stop.run();
    } catch (Exception e) { // whatever it is, the others must be stopped too
      progress.say(name + " did not stop cleanly: " + e);
    }
  }

  private interface Stop {
    void run() throws Exception;
  }

  Supervisor supervisor() {
    return supervisor;
  }

  PayaraProcess cloud() {
    return cloud;
  }

  Probe probe(String name) {
    return supervisor.child(name).child().probe();
  }

  List<FarmPlan> farms() {
    return farms;
  }

  Credentials owner() {
    return owner;
  }
}
