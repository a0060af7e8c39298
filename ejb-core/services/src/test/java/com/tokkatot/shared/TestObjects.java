package com.tokkatot.shared;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** A real S3 server that checks signatures; files in a folder of the test's. */
public final class TestObjects implements AutoCloseable {

  private final S3Proxy server;

  public TestObjects(Path folder) throws Exception {
    Files.createDirectories(folder.resolve("tokkatot"));
    server =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(folder.toString()))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "key", "secret")
            .build();
    server.start();
  }

  public ObjectStore store() {
    return store("secret");
  }

  ObjectStore store(String secret) {
    return new ObjectStore(
        URI.create("http://127.0.0.1:" + server.getPort()), "key", secret, "tokkatot");
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) { // what Jetty declares
      throw new IOException(e);
    }
  }
}
