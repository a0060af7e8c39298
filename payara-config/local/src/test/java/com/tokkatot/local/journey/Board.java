package com.tokkatot.local.journey;

import com.tokkatot.local.FarmPlan;
import com.tokkatot.local.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A node of the stack in the place of its process, this time started by its boot loader from signed
 * slots, as a chip is.
 */
final class Board implements AutoCloseable {

  private static final Path PROGRAMS =
      Path.of("..", "..", "firmware", "build", "posix").toAbsolutePath().normalize();
  private static final int PATIENCE_S = 20;

  private final LocalStack stack;
  private final String process;
  private final Path folder;
  private final Path signer;
  private final Process boot;

  /**
   * Installs what the build has made and starts it.
   *
   * @param folder for images and the log
   */
  Board(LocalStack stack, FarmPlan farm, FarmPlan.NodePlan node, Path folder)
      throws IOException, InterruptedException {
    this.stack = stack;
    this.process = "node-" + farm.number() + "-" + node.number();
    this.folder = folder;
    var trusted = Path.of(stack.cloudSettings().get("tokkatot.firmware.keys"));
    signer = trusted.resolveSibling("firmware-signer.key");
    stack.stop(process);
    var settings = Files.readString(stack.nodeState(farm, node).resolve("node.conf"));
    var own = folder.resolve("node.conf");
    Files.writeString(own, settings + "update_key=" + trusted.resolve("local.pem") + "\n");
    var installed = signed("2.0.0", "tokkatot-node");
    boot =
        new ProcessBuilder(
                program("tokkatot-vboot"),
                "--config",
                own.toString(),
                "--install",
                installed.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("vboot.log").toFile())
            .start();
  }

  /** A program of the build as an image of that version, signed by the key of this stack. */
  Path signed(String version, String program) throws IOException, InterruptedException {
    var image = folder.resolve(version + ".img");
    var signing =
        new ProcessBuilder(
                program("tokkatot-sign"),
                "--key",
                signer.toString(),
                "--board",
                "virtual",
                "--version",
                version,
                "--in",
                program(program),
                "--out",
                image.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("sign.log").toFile())
            .start();
    if (!signing.waitFor(PATIENCE_S, TimeUnit.SECONDS) || signing.exitValue() != 0) {
      throw new IOException("not signed: " + Files.readString(folder.resolve("sign.log")));
    }
    return image;
  }

  /** What boot loader and node have said. */
  String log() throws IOException {
    return Files.readString(folder.resolve("vboot.log"));
  }

  private static String program(String name) {
    return PROGRAMS.resolve(name).toString();
  }

  /** Gives the place back to the stack's own process. */
  @Override
  public void close() {
    boot.destroy();
    boot.onExit().orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
    stack.start(process);
  }
}
