package com.tokkatot.edge.hub;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.config.ConfigProvider;

/** The hub's life within the server's. A hub that cannot start makes the deployment fail. */
@ApplicationScoped
class HubLife {

  private static final Logger LOG = System.getLogger(HubLife.class.getName());

  @Resource ManagedThreadFactory threads;
  @Resource ManagedScheduledExecutorService timer;

  private volatile Hub hub;

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    try {
      var settings = HubSettings.from(ConfigProvider.getConfig());
      hub = Hub.started(settings, version(), threads, timer, InstantSource.system());
      LOG.log(Level.INFO, "Hub {0} of farm {1}", settings.hubId(), settings.farmId());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The hub's certificates cannot be used", e);
    }
  }

  @PreDestroy
  void stop() {
    if (hub != null) {
      hub.close();
    }
  }

  /** Empty until both lines are set up and the journal is open. */
  Optional<HubView> view() {
    return Optional.ofNullable(hub).map(Hub::view);
  }

  private static String version() throws IOException {
    var properties = new Properties();
    try (var in = HubLife.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    }
    return properties.getProperty("version");
  }
}
