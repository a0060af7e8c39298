package com.tokkatot.local;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Sends what the servers inside the launcher log to a file for each, warnings only; nothing goes to
 * the terminal.
 */
final class Logging {

  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{24} %msg%n";

  private Logging() {}

  static void to(Layout layout) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    send(context, Logger.ROOT_LOGGER_NAME, layout.log("launcher"), Level.WARN);
    send(context, "com.hivemq", layout.log("broker"), Level.WARN);
    send(context, "org.gaul", layout.log("s3"), Level.WARN);
    // Logback refuses a second appender on one file; Jetty is used by the object store only.
    context.getLogger("org.eclipse.jetty").setLevel(Level.WARN);
  }

  private static void send(LoggerContext context, String name, Path file, Level level) {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    var appender = new FileAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setName(name);
    appender.setFile(file.toString());
    appender.setEncoder(encoder);
    appender.start();
    var logger = context.getLogger(name);
    logger.setLevel(level);
    logger.setAdditive(false);
    logger.addAppender(appender);
  }
}
