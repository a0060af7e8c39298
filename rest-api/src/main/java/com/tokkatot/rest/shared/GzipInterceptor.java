package com.tokkatot.rest.shared;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Packs answers of more than {@link #FROM_BYTES} for clients that can unpack them; below that the
 * packing costs more than it saves. Source: seed, "Client-Cloud Integration".
 */
@Provider
@Priority(Priorities.ENTITY_CODER)
public class GzipInterceptor implements WriterInterceptor, ContainerResponseFilter {

  static final int FROM_BYTES = 1024;
  private static final String GZIP = "gzip";
  private static final String MAY_PACK = "com.tokkatot.rest.may-pack";

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    response.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    var encodings = request.getHeaderString(HttpHeaders.ACCEPT_ENCODING);
    request.setProperty(MAY_PACK, encodings != null && encodings.contains(GZIP));
  }

  @Override
  public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
    if (!Boolean.TRUE.equals(context.getProperty(MAY_PACK))
        || context.getHeaders().containsKey(HttpHeaders.CONTENT_ENCODING)) {
      context.proceed();
      return;
    }
    var out = new Packing(context, context.getOutputStream());
    context.setOutputStream(out);
    context.proceed();
    out.finish();
  }

  /** Holds back the first bytes until it is clear whether there are enough to be packed. */
  private static final class Packing extends OutputStream {
    private final WriterInterceptorContext context;
    private final OutputStream out;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream(FROM_BYTES);
    private GZIPOutputStream packed;

    Packing(WriterInterceptorContext context, OutputStream out) {
      this.context = context;
      this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (packed != null) {
        packed.write(bytes, offset, length);
        return;
      }
      held.write(bytes, offset, length);
      if (held.size() > FROM_BYTES) {
        // Headers leave with the first byte, so this must come before it.
        context.getHeaders().putSingle(HttpHeaders.CONTENT_ENCODING, GZIP);
        context.getHeaders().remove(HttpHeaders.CONTENT_LENGTH);
        packed = new GZIPOutputStream(out);
        held.writeTo(packed);
      }
    }

    @Override
    public void flush() throws IOException {
      if (packed != null) {
        packed.flush();
      }
    }

    void finish() throws IOException {
      if (packed == null) {
        held.writeTo(out);
      } else {
        packed.finish();
      }
    }
  }
}
