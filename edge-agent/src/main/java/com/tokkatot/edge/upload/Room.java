package com.tokkatot.edge.upload;

import com.tokkatot.edge.journal.Store;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** How much may still be written down. */
@FunctionalInterface
interface Room {

  /** Bytes, those inside the journal's file that are free again included. */
  long left(Store store) throws SQLException;

  /**
   * @throws IOException if the disk of this directory cannot be asked
   */
  static Room on(Path directory) throws IOException {
    var disk = Files.getFileStore(directory);
    return store ->
        usable(disk) + store.number("pragma freelist_count") * store.number("pragma page_size");
  }

  private static long usable(FileStore disk) {
    try {
      return disk.getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE; // who cannot look does not throw away
    }
  }
}
