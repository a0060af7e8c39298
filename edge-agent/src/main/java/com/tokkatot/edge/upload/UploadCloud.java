package com.tokkatot.edge.upload;

import java.io.IOException;
import java.util.UUID;

/** The cloud as an upload sees it. */
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
   * The number of our journal. Blocks.
   *
   * @throws IOException if the cloud is away
   */
  long epoch(UUID journalId) throws IOException;

  /** A batch on its way. */
  interface Handing {

    /**
     * Waits for the cloud's word.
     *
     * @throws EpochUnknown if we need another epoch
     * @throws IOException if it is not known whether the cloud has it
     */
    Receipt receipt() throws IOException;
  }

  /**
   * Begins to hand a batch over; over a thin line there is time to make the next one meanwhile.
   *
   * @throws IOException if the cloud is away
   */
  Handing hand(byte[] batch) throws IOException;
}
