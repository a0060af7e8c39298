package com.tokkatot.edge.hub;

import com.tokkatot.edge.firmware.FirmwareSettings;
import com.tokkatot.edge.link.LinkSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;

/**
 * Everything that differs between two hubs. Missing settings stop the start with their name.
 *
 * @param cloudUrl null: nothing is fetched or uploaded
 * @param firmware null: nodes get no firmware from here
 */
record HubSettings(
    UUID hubId,
    UUID farmId,
    Path data,
    URI cloudUrl,
    LinkSettings cloud,
    LinkSettings field,
    FirmwareSettings firmware,
    Clock clock) {

  /** Who says that the hub's clock is right. */
  enum Clock {
    /** Time servers or a battery-backed clock, each time anew. */
    WATCHED,
    /** Whoever runs this computer. */
    SYSTEM
  }

  static HubSettings from(Config config) {
    var field = link(config, "tokkatot.field.mqtt.");
    return new HubSettings(
        UUID.fromString(config.getValue("tokkatot.hub.id", String.class)),
        UUID.fromString(config.getValue("tokkatot.farm.id", String.class)),
        Path.of(config.getValue("tokkatot.hub.data", String.class)),
        config.getOptionalValue("tokkatot.cloud.url", String.class).map(URI::create).orElse(null),
        link(config, "tokkatot.cloud.mqtt."),
        field,
        firmware(config, field),
        config
            .getOptionalValue("tokkatot.clock", String.class)
            .map(word -> Clock.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(Clock.WATCHED));
  }

  private static FirmwareSettings firmware(Config config, LinkSettings field) {
    var prefix = "tokkatot.firmware.";
    return config
        .getOptionalValue(prefix + "port", Integer.class)
        .map(
            port ->
                new FirmwareSettings(
                    config.getValue(prefix + "host", String.class),
                    port,
                    Path.of(config.getValue(prefix + "keystore", String.class)),
                    config.getValue(prefix + "keystore.password", String.class),
                    field.truststore(),
                    field.truststorePassword()))
        .orElse(null);
  }

  private static LinkSettings link(Config config, String prefix) {
    return new LinkSettings(
        config.getValue(prefix + "host", String.class),
        config.getValue(prefix + "port", Integer.class),
        Path.of(config.getValue(prefix + "keystore", String.class)),
        config.getValue(prefix + "keystore.password", String.class),
        Path.of(config.getValue(prefix + "truststore", String.class)),
        config.getValue(prefix + "truststore.password", String.class));
  }
}
