package com.tokkatot.rest;

import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.OpenToAll;
import com.tokkatot.shared.Readiness;
import com.tokkatot.shared.Unavailable;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Whether this node can take work; the gateway and the launcher ask. */
@ApplicationScoped
@Path("v1/ready")
@Produces(MediaType.APPLICATION_JSON)
public class ReadyResource {

  @EJB Readiness readiness;

  /** What a ready node answers. */
  public record ReadyView(String status) {}

  @GET
  @OpenToAll
  @Limited({})
  @Operation(summary = "Whether this node can take work")
  public ReadyView ready() {
    if (!readiness.isReady()) {
      throw new Unavailable("UNAVAILABLE", "the database is away");
    }
    return new ReadyView("ready");
  }
}
