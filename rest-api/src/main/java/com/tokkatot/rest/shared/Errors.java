package com.tokkatot.rest.shared;

import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.Locked;
import com.tokkatot.shared.NotAllowed;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.NotSignedIn;
import com.tokkatot.shared.Problem;
import com.tokkatot.shared.TooMany;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Map;

/** Turns whatever went wrong into status and envelope; never into a stack trace. */
@RequestScoped
public class Errors {

  private static final System.Logger LOG = System.getLogger(Errors.class.getName());

  @Inject RequestContext context;
  @Inject InstantSource time;

  Response of(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Problem problem) {
        return of(problem);
      }
      if (cause instanceof JsonException) {
        return answer(400, "INVALID_INPUT", "the body is not the JSON expected", Map.of());
      }
      if (cause instanceof WebApplicationException web) {
        return of(web);
      }
    }
    LOG.log(
        System.Logger.Level.ERROR, "Request " + context.origin().requestId() + " failed", failure);
    return answer(500, "INTERNAL_ERROR", "something went wrong on our side", Map.of());
  }

  private Response of(Problem problem) {
    var answer = answer(status(problem), problem.code(), problem.getMessage(), problem.details());
    if (problem.retryAfterS() > 0) {
      answer.getHeaders().putSingle("Retry-After", problem.retryAfterS());
    }
    return answer;
  }

  private Response of(WebApplicationException web) {
    var status = web.getResponse().getStatus();
    var code =
        switch (status) {
          case 401 -> "UNAUTHORIZED";
          case 403 -> "FORBIDDEN";
          case 404 -> "NOT_FOUND";
          case 405 -> "METHOD_NOT_ALLOWED";
          case 406 -> "NOT_ACCEPTABLE";
          case 413 -> "PAYLOAD_TOO_LARGE";
          case 415 -> "UNSUPPORTED_MEDIA_TYPE";
          default -> status < 500 ? "INVALID_INPUT" : "INTERNAL_ERROR";
        };
    return answer(status, code, web.getResponse().getStatusInfo().getReasonPhrase(), Map.of());
  }

  private static int status(Problem problem) {
    if (problem instanceof Invalid) {
      return 400;
    }
    if (problem instanceof NotSignedIn) {
      return 401;
    }
    if (problem instanceof NotAllowed) {
      return 403;
    }
    if (problem instanceof NotFound) {
      return 404;
    }
    if (problem instanceof Conflict) {
      return 409;
    }
    if (problem instanceof Locked) {
      return 423;
    }
    return problem instanceof TooMany ? 429 : 503;
  }

  private Response answer(int status, String code, String message, Map<String, Object> details) {
    var body =
        new ErrorView.Body(code, message, details, time.instant(), context.origin().requestId());
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON)
        .entity(new ErrorView(body))
        .build();
  }
}
