package com.tokkatot.rest.picture;

import static com.tokkatot.picture.PictureKind.AVATAR;

import com.tokkatot.farm.Members;
import com.tokkatot.farm.Permission;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.PathIds;
import com.tokkatot.rest.shared.RequestContext;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The faces of a farm's people. Source: requirements.md 2.4 F6. */
@ApplicationScoped
@Path("v1/farms/{farm}/members/{user}/avatar")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Members and invitations")
public class MemberAvatarResource {

  @Inject RequestContext context;
  @Inject PictureAnswers answers;
  @EJB Members members;

  @GET
  @Produces({PictureAnswers.JPEG, MediaType.APPLICATION_JSON})
  @Needs(Permission.SEE_FARM)
  @Fails(ErrorCode.IMAGE_NOT_FOUND)
  @Operation(
      summary = "The picture of somebody of the same farm",
      description = "avatar_url of the member points here. Answers 304 to who sends its ETag.")
  @APIResponse(
      responseCode = "200",
      description = "at most 512 pixels wide or high",
      content =
          @Content(
              mediaType = PictureAnswers.JPEG,
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  public Response get(
      @PathParam("farm") String farm, @PathParam("user") String user, @Context Request request) {
    var account = PathIds.user(user);
    members.require(context.member(), account);
    return answers.of(AVATAR, account, request);
  }
}
