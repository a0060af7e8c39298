package com.tokkatot.rest;

import com.tokkatot.rest.shared.OpenToAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The calls on one page, for people. */
@Path("docs")
public class DocsResource {

  @GET
  @OpenToAll
  @Operation(hidden = true)
  @Produces(MediaType.TEXT_HTML + ";charset=utf-8")
  public InputStream docs() {
    return DocsResource.class.getResourceAsStream("docs.html");
  }
}
