package com.tokkatot.rest.shared;

import com.tokkatot.shared.Invalid;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Refuses JSON that is nested deeper than {@link #DEEPEST}: a parser would spend a stack frame on
 * each bracket of a hostile body.
 */
@Provider
public class JsonDepth implements ReaderInterceptor {

  static final int DEEPEST = 32;

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    var type = context.getMediaType();
    if (type != null && type.getSubtype().contains("json")) {
      context.setInputStream(new Counted(context.getInputStream()));
    }
    return context.proceed();
  }

  /**
   * Counts brackets outside of texts while the bytes pass by. UTF-8 has no such bytes elsewhere.
   */
  static final class Counted extends FilterInputStream {
    private int depth;
    private boolean inText;
    private boolean escaped;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      var value = super.read();
      if (value >= 0) {
        see((byte) value);
      }
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      var read = super.read(buffer, offset, length);
      for (var i = offset; i < offset + read; i++) {
        see(buffer[i]);
      }
      return read;
    }

    private void see(byte value) {
      if (escaped) {
        escaped = false;
      } else if (inText) {
        inText = value != '"';
        escaped = value == '\\';
      } else if (value == '"') {
        inText = true;
      } else if (value == '{' || value == '[') {
        depth++;
      } else if (value == '}' || value == ']') {
        depth--;
      }
      if (depth > DEEPEST) {
        throw new Invalid("(body)", "is nested deeper than " + DEEPEST + " levels");
      }
    }
  }
}
