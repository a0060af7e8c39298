package com.tokkatot.shared;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Files too large for a row, in any S3. Blocks on the network, so never inside a transaction. Who
 * may read or write them is decided by the caller.
 */
@ApplicationScoped
public class ObjectStore {

  private static final Duration CONNECTING = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofSeconds(30);

  @Inject
  @ConfigProperty(name = "tokkatot.s3.endpoint")
  Optional<String> endpoint;

  @Inject
  @ConfigProperty(name = "tokkatot.s3.access-key")
  Optional<String> accessKey;

  @Inject
  @ConfigProperty(name = "tokkatot.s3.secret-key")
  Optional<String> secretKey;

  @Inject
  @ConfigProperty(name = "tokkatot.s3.bucket")
  Optional<String> bucket;

  /** What signatures are made for; servers that are not Amazon's take any. */
  @Inject
  @ConfigProperty(name = "tokkatot.s3.region", defaultValue = "us-east-1")
  String region;

  private S3Client client;

  /** For CDI. */
  public ObjectStore() {}

  /** A store without a container, for tests and tools. */
  public ObjectStore(URI endpoint, String accessKey, String secretKey, String bucket) {
    this.endpoint = Optional.of(endpoint.toString());
    this.accessKey = Optional.of(accessKey);
    this.secretKey = Optional.of(secretKey);
    this.bucket = Optional.of(bucket);
    this.region = "us-east-1";
  }

  /**
   * Keeps a file; one of that name is replaced.
   *
   * @throws Unavailable if the store is away, or refuses ({@code UNAVAILABLE})
   */
  public void put(String name, byte[] content) {
    var to = s3();
    try {
      to.putObject(request -> request.bucket(bucket()).key(name), RequestBody.fromBytes(content));
    } catch (SdkException e) {
      throw away(e);
    }
  }

  /**
   * Takes a file away; one that is not there is no failure.
   *
   * @throws Unavailable if the store is away, or refuses ({@code UNAVAILABLE})
   */
  public void remove(String name) {
    var from = s3();
    try {
      from.deleteObject(request -> request.bucket(bucket()).key(name));
    } catch (SdkException e) {
      throw away(e);
    }
  }

  /**
   * Part of a file. The caller closes it.
   *
   * @param from the first byte, from 0
   * @param to the last byte, inclusive
   * @return empty if there is no such file
   * @throws Unavailable if the store is away, or refuses ({@code UNAVAILABLE})
   */
  public Optional<InputStream> open(String name, long from, long to) {
    var at = s3();
    try {
      return Optional.of(
          at.getObject(
              request -> request.bucket(bucket()).key(name).range("bytes=" + from + "-" + to)));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw away(e);
    }
  }

  @PreDestroy
  synchronized void close() {
    if (client != null) {
      client.close();
      client = null;
    }
  }

  /** Made when it is first needed: what stores no files starts without it. */
  private synchronized S3Client s3() {
    if (client == null) {
      client =
          S3Client.builder()
              .endpointOverride(URI.create(set("endpoint", endpoint)))
              .region(Region.of(region))
              .forcePathStyle(true)
              .credentialsProvider(
                  StaticCredentialsProvider.create(
                      AwsBasicCredentials.create(
                          set("access-key", accessKey), set("secret-key", secretKey))))
              // Servers that are not Amazon's know no checksums of Amazon's own; our images are
              // hashed by themselves.
              .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
              .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
              .httpClientBuilder(
                  UrlConnectionHttpClient.builder()
                      .connectionTimeout(CONNECTING)
                      .socketTimeout(SILENCE))
              .build();
    }
    return client;
  }

  private String bucket() {
    return set("bucket", bucket);
  }

  private static String set(String name, Optional<String> value) {
    return value.orElseThrow(
        () -> new Unavailable("UNAVAILABLE", "tokkatot.s3." + name + " is not set"));
  }

  private static Unavailable away(SdkException e) {
    return new Unavailable("UNAVAILABLE", "the object store: " + e.getMessage());
  }
}
