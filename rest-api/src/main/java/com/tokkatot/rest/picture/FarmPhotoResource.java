package com.tokkatot.rest.picture;

import static com.tokkatot.picture.PictureKind.FARM_PHOTO;

import com.tokkatot.farm.Permission;
import com.tokkatot.picture.Picture;
import com.tokkatot.picture.Pictures;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.RequestContext;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A farm's photo. Source: requirements.md 2.4 F1 to F5, 16. */
@ApplicationScoped
@Path("v1/farms/{farm}/photo")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Farms")
public class FarmPhotoResource {

  @Inject RequestContext context;
  @Inject PictureAnswers answers;
  @EJB Pictures pictures;

  @GET
  @Produces({PictureAnswers.JPEG, MediaType.APPLICATION_JSON})
  @Needs(Permission.SEE_FARM)
  @Fails(ErrorCode.IMAGE_NOT_FOUND)
  @Operation(
      summary = "The photo of a farm",
      description = "image_url of the farm points here. Answers 304 to who sends its ETag.")
  @APIResponse(
      responseCode = "200",
      description = "at most 1,600 pixels wide or high",
      content =
          @Content(
              mediaType = PictureAnswers.JPEG,
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  public Response get(@PathParam("farm") String farm, @Context Request request) {
    return answers.of(FARM_PHOTO, context.member().farmId(), request);
  }

  /** Any type is read: what it is, only the bytes can say. */
  @PUT
  @Consumes(MediaType.WILDCARD)
  @Needs(Permission.EDIT_FARM)
  @Fails({ErrorCode.IMAGE_INVALID, ErrorCode.IMAGE_TYPE_UNSUPPORTED, ErrorCode.IMAGE_NOT_FOUND})
  @Operation(
      summary = "Send another photo of a farm",
      description =
          "The body is the picture: a JPEG or a PNG of at most 10 MB and 40 million pixels. It is"
              + " turned upright, made small and written anew; where and when it was taken is not"
              + " kept. Sent again it is the one that is there.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = PictureAnswers.JPEG,
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  public Picture put(@PathParam("farm") String farm, InputStream body) throws IOException {
    var file = PictureAnswers.read(FARM_PHOTO, body);
    var member = context.member();
    return pictures.put(FARM_PHOTO, member.farmId(), file, member.accountId(), context.origin());
  }

  @DELETE
  @Needs(Permission.EDIT_FARM)
  @Fails(ErrorCode.IMAGE_NOT_FOUND)
  @Operation(summary = "Take the photo of a farm away")
  public void remove(@PathParam("farm") String farm) {
    var member = context.member();
    pictures.remove(FARM_PHOTO, member.farmId(), member.accountId(), context.origin());
  }
}
