package com.tokkatot.edge.firmware;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Serves images to the farm's nodes: {@code GET /firmware/{sha256}} with {@code Range}, over TLS
 * 1.3, to whoever shows a certificate of the farm's authority. The JDK's own server: a second
 * listener of the container would cost more memory than this answers.
 */
final class ImageServer implements AutoCloseable {

  private static final String PATH = "/firmware/";
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,12})-(\\d{1,12})?");

  /** Seconds; a node that asks and does not read must not hold a thread for ever. */
  private static final String PATIENCE = "120";

  private final HttpsServer server;
  private final Images images;
  private final String base;

  private ImageServer(FirmwareSettings settings, Images images, Executor executor)
      throws IOException, GeneralSecurityException {
    this.images = images;
    for (var limit : new String[] {"maxReqTime", "maxRspTime"}) {
      var name = "sun.net.httpserver." + limit;
      if (System.getProperty(name) == null) {
        System.setProperty(name, PATIENCE);
      }
    }
    server = HttpsServer.create(new InetSocketAddress(settings.host(), settings.port()), 0);
    server.setHttpsConfigurator(new NodesOnly(tls(settings)));
    server.setExecutor(executor);
    server.createContext(PATH, this::answer);
    base = "https://" + settings.host() + ":" + server.getAddress().getPort() + PATH;
  }

  /**
   * Begins to listen.
   *
   * @throws IOException if the port is taken or a store cannot be read
   * @throws GeneralSecurityException if our certificate or the authorities cannot be used
   */
  static ImageServer open(FirmwareSettings settings, Images images, Executor executor)
      throws IOException, GeneralSecurityException {
    var server = new ImageServer(settings, images, executor);
    server.server.start();
    return server;
  }

  /** Where a node finds an image. */
  String url(String sha256) {
    return base + sha256;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var name = exchange.getRequestURI().getPath().substring(PATH.length());
      var image = NAME.matcher(name).matches() ? images.find(name) : Optional.<Path>empty();
      if (!exchange.getRequestMethod().equals("GET")) {
        exchange.sendResponseHeaders(405, -1);
      } else if (image.isEmpty()) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        send(exchange, image.get());
      }
    }
  }

  private static void send(HttpExchange exchange, Path image) throws IOException {
    var size = Files.size(image);
    var asked = exchange.getRequestHeaders().getFirst("Range");
    var range = RANGE.matcher(asked == null ? "" : asked);
    var ranged = range.matches();
    var from = ranged ? Long.parseLong(range.group(1)) : 0;
    var last =
        ranged && range.group(2) != null
            ? Math.min(Long.parseLong(range.group(2)), size - 1)
            : size - 1;
    var headers = exchange.getResponseHeaders();
    headers.set("Accept-Ranges", "bytes");
    if (from > last) {
      headers.set("Content-Range", "bytes */" + size);
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    headers.set("Content-Type", "application/octet-stream");
    if (ranged) {
      headers.set("Content-Range", "bytes " + from + "-" + last + "/" + size);
    }
    exchange.sendResponseHeaders(ranged ? 206 : 200, last - from + 1);
    try (var in = Files.newInputStream(image)) {
      in.skipNBytes(from);
      copy(in, exchange, last - from + 1);
    }
  }

  private static void copy(InputStream in, HttpExchange exchange, long left) throws IOException {
    var block = new byte[16 << 10];
    while (left > 0) {
      var n = in.read(block, 0, (int) Math.min(block.length, left));
      if (n < 0) {
        throw new IOException("The image has become shorter");
      }
      exchange.getResponseBody().write(block, 0, n);
      left -= n;
    }
  }

  private static SSLContext tls(FirmwareSettings settings)
      throws IOException, GeneralSecurityException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    var password = settings.keystorePassword().toCharArray();
    keys.init(store(settings.keystore(), password), password);
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store(settings.truststore(), settings.truststorePassword().toCharArray()));
    var context = SSLContext.getInstance("TLSv1.3");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static KeyStore store(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      store.load(in, password);
    }
    return store;
  }

  /** TLS 1.3, and a certificate or no answer. */
  private static final class NodesOnly extends HttpsConfigurator {

    NodesOnly(SSLContext context) {
      super(context);
    }

    @Override
    public void configure(HttpsParameters parameters) {
      var wanted = getSSLContext().getDefaultSSLParameters();
      wanted.setProtocols(new String[] {"TLSv1.3"});
      wanted.setNeedClientAuth(true);
      parameters.setSSLParameters(wanted);
    }
  }
}
