package com.tokkatot.rest.firmware;

import com.tokkatot.farm.Permission;
import com.tokkatot.firmware.ReleaseView;
import com.tokkatot.firmware.Releases;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.RequestContext;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Signed images. Source: requirements.md 4, "Firmware: publish"; wire.md. */
@ApplicationScoped
@Path("v1/staff/firmware/releases")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Firmware")
public class ReleasesResource {

  @Inject RequestContext context;
  @EJB Releases releases;

  /** Published images, the newest first. */
  public record ReleaseListView(List<ReleaseView> releases, int total) {}

  @GET
  @Needs(Permission.ROLL_OUT_FIRMWARE)
  @Operation(summary = "Published firmware, the newest first")
  public ReleaseListView list() {
    var found = releases.all();
    return new ReleaseListView(found, found.size());
  }

  /** Any type is read: whether it is an image, only the bytes can say. Answers 201. */
  @POST
  @Consumes(MediaType.WILDCARD)
  @Needs(Permission.ROLL_OUT_FIRMWARE)
  @Fails(ErrorCode.DUPLICATE_RESOURCE)
  @Operation(
      summary = "Publish a signed image",
      description =
          "The file as the image signer makes it: header, then image. Board and version are read"
              + " from the header, whose key must be one of ours; published twice it is the same"
              + " release. Nobody is offered it before there is a rollout.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_OCTET_STREAM,
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponseSchema(
      value = ReleaseView.class,
      responseCode = "201",
      responseDescription = "the release")
  public Response publish(@QueryParam("release_notes") String releaseNotes, byte[] body) {
    var made = releases.publish(context.caller(), body, releaseNotes, context.origin());
    return Response.status(Response.Status.CREATED).entity(made).build();
  }
}
