package com.tokkatot.local;

import java.io.IOException;
import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3 server inside the launcher: signatures are checked, objects are plain files. */
final class ObjectStore {

  static final String BUCKET = "tokkatot";

  private final Layout layout;
  private final Secrets secrets;
  private final int port;
  private S3Proxy server;

  ObjectStore(Layout layout, Secrets secrets, int port) {
    this.layout = layout;
    this.secrets = secrets;
    this.port = port;
  }

  synchronized void start() throws IOException {
    var folder = PrivateFiles.directory(layout.data().resolve("s3"));
    // A bucket is a folder of the file system store.
    PrivateFiles.directory(folder.resolve(BUCKET));
    server =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(folder.toString()))
            .endpoint(URI.create(endpoint()))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, accessKey(), secretKey())
            .build();
    try {
      server.start();
    } catch (Exception e) { // what Jetty declares
      throw new StackFailed("The object store cannot be started: " + e.getMessage(), e);
    }
  }

  String endpoint() {
    return "http://127.0.0.1:" + port;
  }

  String accessKey() {
    return secrets.password("s3.access-key");
  }

  String secretKey() {
    return secrets.password("s3.secret-key");
  }

  synchronized void stop() throws Exception {
    if (server != null) {
      server.stop();
      server = null;
    }
  }
}
