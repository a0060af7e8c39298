package com.tokkatot.rest.picture;

import static com.tokkatot.picture.PictureKind.AVATAR;

import com.tokkatot.picture.Picture;
import com.tokkatot.picture.Pictures;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.rest.shared.SignedIn;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
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

/** The caller's own picture. Source: requirements.md 2.3 U2. */
@ApplicationScoped
@Path("v1/users/me/avatar")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "The caller")
public class AvatarResource {

  @Inject RequestContext context;
  @Inject PictureAnswers answers;
  @EJB Pictures pictures;

  @GET
  @Produces({PictureAnswers.JPEG, MediaType.APPLICATION_JSON})
  @SignedIn
  @Fails(ErrorCode.IMAGE_NOT_FOUND)
  @Operation(
      summary = "The caller's own picture",
      description = "avatar_url of the account points here. Answers 304 to who sends its ETag.")
  @APIResponse(
      responseCode = "200",
      description = "at most 512 pixels wide or high",
      content =
          @Content(
              mediaType = PictureAnswers.JPEG,
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  public Response get(@Context Request request) {
    return answers.of(AVATAR, context.caller().accountId(), request);
  }

  /** Any type is read: what it is, only the bytes can say. */
  @PUT
  @Consumes(MediaType.WILDCARD)
  @SignedIn
  @Fails({ErrorCode.IMAGE_INVALID, ErrorCode.IMAGE_TYPE_UNSUPPORTED, ErrorCode.IMAGE_NOT_FOUND})
  @Operation(
      summary = "Send another picture of oneself",
      description =
          "The body is the picture: a JPEG or a PNG of at most 5 MB and 40 million pixels. It is"
              + " turned upright, made small and written anew; where and when it was taken is not"
              + " kept. People of the same farm see it.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = PictureAnswers.JPEG,
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  public Picture put(InputStream body) throws IOException {
    var file = PictureAnswers.read(AVATAR, body);
    var me = context.caller().accountId();
    return pictures.put(AVATAR, me, file, me, context.origin());
  }

  @DELETE
  @SignedIn
  @Fails(ErrorCode.IMAGE_NOT_FOUND)
  @Operation(summary = "Take one's own picture away")
  public void remove() {
    var me = context.caller().accountId();
    pictures.remove(AVATAR, me, me, context.origin());
  }
}
