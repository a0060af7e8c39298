package com.tokkatot.local;

import java.nio.file.Path;

/**
 * What a stack is started with.
 *
 * @param root the checkout, for what the build made
 * @param data where the stack keeps everything; two stacks cannot share it
 * @param cache where unpacked programs and class archives are kept; stacks share it
 * @param portBase first port, see {@link Ports}
 * @param farms how many farms, each with hub, broker and nodes
 * @param extraNodes nodes of each farm besides the two of the demo, each with 16 lights
 * @param cloudHeapMb memory for the cloud's objects, 2^20 bytes
 * @param influx whether single readings are kept in InfluxDB
 * @param fresh whether to throw away what an earlier start has kept
 * @param lines what lies between programs and brokers
 */
public record StackOptions(
    Path root,
    Path data,
    Path cache,
    int portBase,
    int farms,
    int extraNodes,
    int cloudHeapMb,
    boolean influx,
    boolean fresh,
    Lines lines) {

  private static final int CLOUD_HEAP_MB = 512;

  public StackOptions {
    if (farms < 1 || farms > 100) {
      throw new IllegalArgumentException("--farms must be between 1 and 100, was " + farms);
    }
    if (extraNodes < 0) {
      throw new IllegalArgumentException("extra nodes must be 0 or more, was " + extraNodes);
    }
  }

  /** One farm with data in {@code .tokkatot} of the checkout, on ports from 8080. */
  public static StackOptions of(Path root) {
    var data = root.resolve(".tokkatot");
    return new StackOptions(
        root, data, data, 8080, 1, 0, CLOUD_HEAP_MB, false, false, Lines.DIRECT);
  }

  public StackOptions withData(Path folder) {
    return new StackOptions(
        root, folder, cache, portBase, farms, extraNodes, cloudHeapMb, influx, fresh, lines);
  }

  public StackOptions withCache(Path folder) {
    return new StackOptions(
        root, data, folder, portBase, farms, extraNodes, cloudHeapMb, influx, fresh, lines);
  }

  public StackOptions withPortBase(int port) {
    return new StackOptions(
        root, data, cache, port, farms, extraNodes, cloudHeapMb, influx, fresh, lines);
  }

  public StackOptions withFarms(int count) {
    return new StackOptions(
        root, data, cache, portBase, count, extraNodes, cloudHeapMb, influx, fresh, lines);
  }

  public StackOptions withExtraNodes(int count) {
    return new StackOptions(
        root, data, cache, portBase, farms, count, cloudHeapMb, influx, fresh, lines);
  }

  public StackOptions withCloudHeapMb(int size) {
    return new StackOptions(
        root, data, cache, portBase, farms, extraNodes, size, influx, fresh, lines);
  }

  public StackOptions withInflux(boolean has) {
    return new StackOptions(
        root, data, cache, portBase, farms, extraNodes, cloudHeapMb, has, fresh, lines);
  }

  public StackOptions withFresh(boolean wipe) {
    return new StackOptions(
        root, data, cache, portBase, farms, extraNodes, cloudHeapMb, influx, wipe, lines);
  }

  public StackOptions withLines(Lines between) {
    return new StackOptions(
        root, data, cache, portBase, farms, extraNodes, cloudHeapMb, influx, fresh, between);
  }

  /** Which server will listen where. */
  public Ports ports() {
    return new Ports(portBase);
  }

  Layout layout() {
    return new Layout(root, data, cache);
  }
}
