package com.tokkatot.mqtt.rar;

import com.tokkatot.mqtt.rar.RealContainer.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The adapter's loop as a process that ends itself, as by SIGKILL, when it reaches a step for the
 * so-many-th time. Settings come as a properties file.
 */
final class KilledAdapter {

  /** How the process ends at its step. */
  static final int KILLED = 137;

  private final Step last;
  private final AtomicInteger left;

  private KilledAdapter(Step last, int times) {
    this.last = last;
    this.left = new AtomicInteger(times);
  }

  /**
   * @param arguments the file, with the adapter's settings and {@code url}, {@code round}, {@code
   *     step}, {@code times}, {@code delivered} (a file to note deliveries in), {@code eager}
   *     (whether to acknowledge before the commit, which is wrong)
   */
  public static void main(String[] arguments) throws Exception {
    var settings = new Properties();
    try (var in = Files.newBufferedReader(Path.of(arguments[0]))) {
      settings.load(in);
    }
    var end =
        new KilledAdapter(
            Step.valueOf(settings.getProperty("step")),
            Integer.parseInt(settings.getProperty("times")));
    end.run(settings);
  }

  private void run(Properties settings) throws Exception {
    var stop = new StopSign();
    var notes = Path.of(settings.getProperty("delivered"));
    var container =
        new RealContainer(
            new TestStore(settings.getProperty("url")),
            (step, transaction) -> reached(step),
            id -> note(notes, id.toString()));
    var honest = AdapterWorld.parallel(container, 1, stop, Runnable::run);
    var spec = AdapterWorld.spec(settings.getProperty("round"));
    spec.setBatchSize(10);
    var clients =
        new SecureClients(
            BrokerSettings.from(new MqttResourceAdapter(), settings::getProperty, name -> null));
    Deliverer delivery =
        Boolean.parseBoolean(settings.getProperty("eager"))
            ? batch -> eager(honest, batch)
            : batch -> honest.deliver(watched(batch));
    new Lane(
            clients,
            spec,
            delivery,
            stop,
            wait -> stop.rest(Duration.ofMillis(5)),
            InstantSource.system())
        .run();
  }

  private List<Inbound> watched(List<Inbound> batch) {
    return batch.stream()
        .map(
            one ->
                new Inbound(
                    one.message(),
                    () -> {
                      one.acknowledge();
                      reached(Step.AFTER_ACKNOWLEDGE);
                    }))
        .toList();
  }

  /** What an adapter must not do. */
  private static boolean eager(Deliverer honest, List<Inbound> batch) {
    batch.forEach(Inbound::acknowledge);
    return honest.deliver(batch.stream().map(one -> new Inbound(one.message(), () -> {})).toList());
  }

  private void reached(Step step) {
    if (step == last && left.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(KILLED);
    }
  }

  private static void note(Path file, String line) {
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
