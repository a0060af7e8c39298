package com.tokkatot.rest.shared;

import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** The only mapper: all failures leave in one envelope. */
@Provider
public class FailureMapper implements ExceptionMapper<Throwable> {

  @Inject Errors errors;

  @Override
  public Response toResponse(Throwable failure) {
    return errors.of(failure);
  }
}
