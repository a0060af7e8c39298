package com.tokkatot.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One farm with very many nodes and nothing else: its broker as the stack runs it, and a swarm that
 * keeps nothing. For measurements; whoever measures plays the hub.
 */
public final class SwarmField implements AutoCloseable {

  private static final Pattern UP =
      Pattern.compile(
          "^up nodes=(\\d+) connect_ms=(\\d+) kb_per_node=([0-9.]+)", Pattern.MULTILINE);
  private static final Pattern END =
      Pattern.compile(
          "^end nodes=\\d+ connects=(\\d+) moved=(\\d+) lost=(\\d+)", Pattern.MULTILINE);

  /** What each node carries. */
  private static final List<String> KINDS = List.of("light", "dht22");

  private final Layout layout;
  private final Ports ports;
  private final StackLock lock;
  private final Supervisor supervisor;
  private final Progress progress;
  private final Pki pki;
  private final FarmPlan farm;
  private final AtExit atExit;

  /** How the nodes came to their sessions. */
  public record Up(int nodes, double seconds, double kilobytesPerNode) {}

  /** What they did in all. */
  public record End(long connects, long moved, long lost) {}

  private SwarmField(StackOptions options, int nodes, PrintStream out)
      throws IOException, GeneralSecurityException {
    layout = options.layout();
    ports = new Ports(options.portBase());
    lock = StackLock.take(layout.run());
    PrivateFiles.directory(layout.log(SwarmProcess.NAME).getParent());
    progress = new Progress(out, layout.log("launcher"));
    new Orphans(layout, progress).stop();
    layout.wipe();
    PrivateFiles.directory(layout.log(SwarmProcess.NAME).getParent());
    ports.requireFree(1);
    supervisor = new Supervisor(layout, progress);
    pki = new Pki(layout.pki(), new Secrets(layout.secrets()), InstantSource.system());
    pki.open();
    farm = plan(new Ids(InstantSource.system()), nodes);
    atExit = AtExit.run(this::stop);
  }

  /** Makes keys for all, starts broker and swarm, and returns when both run. */
  public static SwarmField start(StackOptions options, int nodes, PrintStream out)
      throws IOException, GeneralSecurityException {
    var field = new SwarmField(options, nodes, out);
    try {
      field.start();
      return field;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      field.close();
      throw e;
    }
  }

  private static FarmPlan plan(Ids ids, int count) {
    var nodes = new ArrayList<FarmPlan.NodePlan>();
    for (int i = 0; i < count; i++) {
      var devices =
          KINDS.stream().map(kind -> new FarmPlan.DevicePlan(ids.next(), kind, kind)).toList();
      nodes.add(new FarmPlan.NodePlan(i, ids.next(), devices));
    }
    return new FarmPlan(0, ids.next(), "Swarm", ids.next(), ids.next(), List.copyOf(nodes));
  }

  private void start() throws IOException, GeneralSecurityException {
    progress.say("making keys and certificates for " + farm.nodes().size() + " nodes");
    var nodes =
        IntStream.range(0, farm.nodes().size())
            .parallel()
            .mapToObj(i -> settings(farm.nodes().get(i)))
            .toList();
    var broker =
        new FarmBroker(
            layout, pki, pki.server(farm.brokerProcess()), farm, brokerPort(), Mosquitto.version());
    supervisor.start(broker);
    if (!Await.until(Duration.ofSeconds(20), broker.probe()::answers)) {
      throw new StackFailed("The farm's broker does not answer; its log: " + broker.log());
    }
    supervisor.start(new SwarmProcess(layout, nodes, true, Versions.read().tokkatot()));
    progress.say("broker and swarm started");
  }

  private NodeSettings settings(FarmPlan.NodePlan node) {
    try {
      var state = layout.data().resolve(SwarmProcess.NAME).resolve(node.nodeId());
      var pem = pki.nodePem(node.nodeId(), farm.farmId());
      return new NodeSettings(farm, node, brokerPort(), pki.authority(), pem, state);
    } catch (IOException | GeneralSecurityException e) {
      throw new StackFailed("No certificate for a node: " + e.getMessage(), e);
    }
  }

  public FarmPlan farm() {
    return farm;
  }

  public int brokerPort() {
    return ports.farmMqtt(0);
  }

  public ClientKeys hubKeys() throws IOException, GeneralSecurityException {
    return pki.keys(pki.hub(farm.hubId(), farm.farmId()));
  }

  /**
   * Waits until every node has a session.
   *
   * @throws StackFailed when some have none in that time
   */
  public Up awaitUp(Duration within) throws IOException {
    if (!Await.until(within, () -> UP.matcher(said()).find())) {
      throw new StackFailed("Not every node was connected in " + within.toSeconds() + " s");
    }
    var up = UP.matcher(said());
    up.find();
    return new Up(
        Integer.parseInt(up.group(1)),
        Long.parseLong(up.group(2)) / 1e3,
        Double.parseDouble(up.group(3)));
  }

  /** Processor time of the swarm's process since its start. */
  public Duration swarmCpu() {
    return cpu(SwarmProcess.NAME);
  }

  /** Processor time of the broker's process since its start. */
  public Duration brokerCpu() {
    return cpu(farm.brokerProcess());
  }

  private Duration cpu(String name) {
    return ProcessHandle.of(supervisor.child(name).pid())
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow(() -> new StackFailed(name + " does not run; its log: " + layout.log(name)));
  }

  /** Stops the swarm in order. */
  public End stopSwarm() {
    supervisor.child(SwarmProcess.NAME).stop();
    var end = END.matcher(said());
    if (!end.find()) {
      throw new StackFailed("The swarm did not end in order: " + layout.log(SwarmProcess.NAME));
    }
    return new End(
        Long.parseLong(end.group(1)), Long.parseLong(end.group(2)), Long.parseLong(end.group(3)));
  }

  private String said() {
    try {
      return Files.readString(layout.log(SwarmProcess.NAME));
    } catch (IOException notYet) {
      return "";
    }
  }

  @Override
  public void close() {
    atExit.close();
    stop();
  }

  private void stop() {
    try {
      supervisor.close();
      lock.close();
    } catch (IOException e) {
      progress.say("the swarm's folder stays locked: " + e.getMessage());
    }
  }
}
