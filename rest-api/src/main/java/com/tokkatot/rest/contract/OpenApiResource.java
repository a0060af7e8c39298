package com.tokkatot.rest.contract;

import com.tokkatot.limit.Limit;
import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.OpenToAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** The document of this very build. */
@ApplicationScoped
@Path("openapi.json")
@Limited(Limit.ADDRESS)
public class OpenApiResource {

  @GET
  @OpenToAll
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "This document")
  @APIResponseSchema(value = Object.class, responseCode = "200", responseDescription = "OpenAPI 3")
  public InputStream document() {
    return OpenApiResource.class.getResourceAsStream("openapi.json");
  }
}
