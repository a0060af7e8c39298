package com.tokkatot.rest.firmware;

import com.tokkatot.firmware.HubImages;
import com.tokkatot.limit.Limit;
import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.OfHub;
import com.tokkatot.rest.shared.PathIds;
import com.tokkatot.rest.shared.RequestContext;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where hubs fetch images. Source: requirements.md 2.10, "Hub / device"; wire.md. */
@ApplicationScoped
@Path("v1/hubs/{hub}/firmware/{release}/download")
@Limited(Limit.HUB)
@Tag(name = "Hubs")
public class HubFirmwareResource {

  private static final int UNSATISFIABLE = 416;

  @Inject RequestContext context;
  @EJB HubImages images;

  /** Answers 206 to a range, 416 to one behind the end. */
  @GET
  @Produces({MediaType.APPLICATION_OCTET_STREAM, MediaType.APPLICATION_JSON})
  @OfHub
  @Operation(
      summary = "A signed image",
      description =
          "Of those that a node of the hub's farm was offered. With Range: bytes=N- a broken"
              + " download goes on.")
  @APIResponse(
      responseCode = "200",
      description = "the file: header, then image",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_OCTET_STREAM,
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  public Response download(
      @PathParam("release") String release, @HeaderParam("Range") String range) {
    var image = images.find(context.hub(), PathIds.release(release));
    var isPart = ByteRange.isOne(range);
    var wanted = ByteRange.of(isPart ? range : "bytes=0-", image.size());
    if (wanted.isEmpty()) {
      return Response.status(UNSATISFIABLE)
          .header("Content-Range", "bytes */" + image.size())
          .build();
    }
    var part = wanted.get();
    var bytes = images.open(image, part.from(), part.to());
    var answer =
        Response.status(isPart ? Response.Status.PARTIAL_CONTENT : Response.Status.OK)
            .entity(bytes)
            .type(MediaType.APPLICATION_OCTET_STREAM)
            .header(HttpHeaders.CONTENT_LENGTH, part.length())
            .header("Accept-Ranges", "bytes")
            // Signed bytes are packed already, and parts are counted unpacked.
            .header(HttpHeaders.CONTENT_ENCODING, "identity")
            .header(HttpHeaders.ETAG, "\"" + image.sha256() + "\"");
    if (isPart) {
      answer.header("Content-Range", "bytes " + part.from() + "-" + part.to() + "/" + image.size());
    }
    return answer.build();
  }
}
