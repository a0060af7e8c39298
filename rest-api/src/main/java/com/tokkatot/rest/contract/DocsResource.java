package com.tokkatot.rest.contract;

import com.tokkatot.limit.Limit;
import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.OpenToAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The document as a page, for people; everything it loads comes from here. */
// A page loads several files, and none costs us anything.
@ApplicationScoped
@Path("docs")
@Limited(Limit.ADDRESS)
public class DocsResource {

  // The viewer sets styles on its elements and has its pictures inside its style sheet.
  private static final String MAY_LOAD =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private static final Map<String, String> FILES =
      Map.of(
          "index.html", "text/html;charset=utf-8",
          "start.js", "text/javascript;charset=utf-8",
          "swagger-ui.css", "text/css;charset=utf-8",
          "swagger-ui-bundle.js", "text/javascript;charset=utf-8",
          "favicon-32x32.png", "image/png");

  @GET
  @OpenToAll
  @Operation(hidden = true)
  public Response page() {
    return file("index.html");
  }

  @GET
  @Path("{file}")
  @OpenToAll
  @Operation(hidden = true)
  public Response file(@PathParam("file") String file) {
    var type = FILES.get(file);
    if (type == null) {
      throw new NotFoundException();
    }
    return Response.ok(DocsResource.class.getResourceAsStream(file), type)
        .header("Content-Security-Policy", MAY_LOAD)
        .build();
  }
}
