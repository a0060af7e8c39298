package com.tokkatot.edge.upload;

import java.io.IOException;
import java.util.UUID;

/** The cloud as an upload sees it. Blocks. */
interface UploadCloud {

  /**
   * What the cloud has.
   *
   * @param storedTo everything up to it is accounted for
   * @param holeTo end of the first hole behind that, or 0: there is none
   */
  record Receipt(long storedTo, long holeTo) {}

  /** The cloud knows nothing of this epoch: it was set up anew. */
  final class EpochUnknown extends IOException {
    private static final long serialVersionUID = 1L;

    EpochUnknown() {
      super("The cloud does not know our epoch");
    }
  }

  /**
   * The number of our journal.
   *
   * @throws IOException if the cloud is away
   */
  long epoch(UUID journalId) throws IOException;

  /**
   * Hands a batch over.
   *
   * @throws EpochUnknown if we need another epoch
   * @throws IOException if it is not known whether the cloud has it
   */
  Receipt store(byte[] batch) throws IOException;
}
