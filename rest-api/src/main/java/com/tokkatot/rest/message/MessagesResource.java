package com.tokkatot.rest.message;

import com.tokkatot.farm.Permission;
import com.tokkatot.message.Importance;
import com.tokkatot.message.MessageView;
import com.tokkatot.message.Messages;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.PathIds;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Words;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the caller was told. Source: requirements.md 2.10, "Message centre". */
@ApplicationScoped
@Path("v1/users/me/messages")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Messages")
public class MessagesResource {

  @Inject RequestContext context;
  @EJB Messages messages;

  /** How many the caller has not read. */
  public record UnreadView(int unreadCount) {}

  /** How many were not read before. */
  public record MarkedView(int marked) {}

  private enum Flag {
    TRUE,
    FALSE
  }

  @GET
  @Needs(Permission.BE_FARMER)
  @Operation(
      summary = "The caller's messages of the last 90 days, the newest first",
      description =
          "Codes and numbers; clients have the words. Each carries its alert as it is now: whether"
              + " somebody has seen it, and whether it is over. About the caller's own account"
              + " (sign_in_new_place, sign_in_refused_often): details instead of farm and alert.")
  public Messages.MessageList list(
      @QueryParam("farm_id") String farm,
      @Parameter(schema = @Schema(enumeration = {"urgent", "important", "info"}))
          @QueryParam("severity")
          String severity,
      @Parameter(
              schema =
                  @Schema(
                      enumeration = {"true", "false"},
                      defaultValue = "false"))
          @QueryParam("unread")
          String unread,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("offset") @DefaultValue("0") int offset) {
    var wanted =
        new Messages.Wanted(
            farmOrNull(farm),
            Words.wordOr("severity", severity, Importance.class, null),
            Words.wordOr("unread", unread, Flag.class, Flag.FALSE) == Flag.TRUE);
    return messages.of(context.caller(), wanted, limit, offset);
  }

  @GET
  @Path("unread-count")
  @Needs(Permission.BE_FARMER)
  @Operation(summary = "How many messages the caller has not read")
  public UnreadView unread() {
    return new UnreadView(messages.unread(context.caller()));
  }

  @POST
  @Path("read-all")
  @Needs(Permission.BE_FARMER)
  @Operation(summary = "All are read, of one farm or of all")
  public MarkedView readAll(@QueryParam("farm_id") String farm) {
    return new MarkedView(messages.markAll(context.caller(), farmOrNull(farm)));
  }

  @GET
  @Path("{message}")
  @Needs(Permission.BE_FARMER)
  @Operation(summary = "One message, with what to do about it")
  public MessageView get(@PathParam("message") String message) {
    return messages.get(context.caller(), PathIds.message(message));
  }

  @PUT
  @Path("{message}/read")
  @Needs(Permission.BE_FARMER)
  @Operation(summary = "It is read. Saying so again changes nothing")
  public MessageView read(@PathParam("message") String message) {
    return messages.mark(context.caller(), PathIds.message(message), true);
  }

  @PUT
  @Path("{message}/unread")
  @Needs(Permission.BE_FARMER)
  @Operation(summary = "It is not read after all")
  public MessageView notRead(@PathParam("message") String message) {
    return messages.mark(context.caller(), PathIds.message(message), false);
  }

  @DELETE
  @Path("{message}")
  @Needs(Permission.BE_FARMER)
  @Operation(
      summary = "Take a message away, for the caller only",
      description = "It comes back if its alert gets worse.")
  public void remove(@PathParam("message") String message) {
    messages.remove(context.caller(), PathIds.message(message), context.origin());
  }

  private static UUID farmOrNull(String farm) {
    return farm == null ? null : Ids.parse("farm_id", farm);
  }
}
