package com.tokkatot.edge.firmware;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** Where a hub gets images from. */
@FunctionalInterface
public interface ImageSource {

  /**
   * The bytes of a file.
   *
   * @param from how many we have; the stream begins behind them
   * @throws java.io.FileNotFoundException if it will never be given
   * @throws IOException if the source is away, or does not begin there
   */
  InputStream open(URI url, long from) throws IOException;
}
