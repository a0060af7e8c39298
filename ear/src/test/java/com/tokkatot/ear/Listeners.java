package com.tokkatot.ear;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/** The TCP sockets on which a Linux process accepts connections. */
final class Listeners {

  private static final Pattern LISTENING =
      Pattern.compile(
          "\\s*\\d+: ([0-9A-F]+):([0-9A-F]{4}) [0-9A-F]+:0000 0A (?:\\S+ +){5}(\\d+).*");

  private Listeners() {}

  static Set<InetSocketAddress> of(long pid) throws IOException {
    var process = Path.of("/proc", Long.toString(pid));
    var sockets = sockets(process.resolve("fd"));
    var found = new HashSet<InetSocketAddress>();
    for (var table : new String[] {"net/tcp", "net/tcp6"}) {
      for (var line : Files.readAllLines(process.resolve(table))) {
        var row = LISTENING.matcher(line);
        if (row.matches() && sockets.contains("socket:[" + row.group(3) + "]")) {
          found.add(
              new InetSocketAddress(address(row.group(1)), Integer.parseInt(row.group(2), 16)));
        }
      }
    }
    return found;
  }

  private static Set<String> sockets(Path descriptors) throws IOException {
    var found = new HashSet<String>();
    try (var links = Files.newDirectoryStream(descriptors)) {
      for (var link : links) {
        try {
          found.add(Files.readSymbolicLink(link).toString());
        } catch (NoSuchFileException closedMeanwhile) {
          continue;
        }
      }
    }
    return found;
  }

  /** The kernel prints an address as words in the machine's byte order. */
  private static InetAddress address(String hex) throws IOException {
    var words = ByteBuffer.wrap(HexFormat.of().parseHex(hex)).order(ByteOrder.nativeOrder());
    var address = ByteBuffer.allocate(words.capacity());
    while (words.hasRemaining()) {
      address.putInt(words.getInt());
    }
    return InetAddress.getByAddress(address.array());
  }
}
