package com.tokkatot.rest.shared;

import jakarta.annotation.Priority;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses bodies over 10 MB, announced or not. Source: seed, "API Gateway Layer". */
@Provider
@PreMatching
@Priority(200)
public class BodyLimitFilter implements ContainerRequestFilter {

  static final long MAX_BYTES = 10L * 1024 * 1024;
  // An honest client that sends a little too much gets to read our answer; a flood does not.
  private static final long DRAIN_BYTES = 6 * MAX_BYTES;

  @Override
  public void filter(ContainerRequestContext request) throws IOException {
    if (request.getLength() > MAX_BYTES) {
      request.getEntityStream().skip(Math.min(request.getLength(), DRAIN_BYTES));
      throw tooLarge();
    }
    request.setEntityStream(new Limited(request.getEntityStream()));
  }

  static ClientErrorException tooLarge() {
    return new ClientErrorException(
        "the body is over 10 MB", Response.Status.REQUEST_ENTITY_TOO_LARGE);
  }

  private static final class Limited extends FilterInputStream {
    private long left = MAX_BYTES;

    Limited(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      var value = super.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      var read = super.read(buffer, offset, length);
      count(read);
      return read;
    }

    private void count(int read) {
      left -= Math.max(0, read);
      if (left < 0) {
        throw tooLarge();
      }
    }
  }
}
