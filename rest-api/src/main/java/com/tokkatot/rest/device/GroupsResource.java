package com.tokkatot.rest.device;

import com.tokkatot.device.DeviceGroup;
import com.tokkatot.device.DevicePlace;
import com.tokkatot.device.GroupDetails;
import com.tokkatot.device.Groups;
import com.tokkatot.farm.Permission;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.PathIds;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.shared.Body;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Devices that people named together. Source: requirements.md 2.10. */
@ApplicationScoped
@Path("v1/farms/{farm}/groups")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Groups")
public class GroupsResource {

  private static final int MOST_DEVICES = 100;

  @Inject RequestContext context;
  @EJB Groups groups;

  /** A farm's groups, by name. */
  public record GroupListView(List<DeviceGroup> groups, int total) {}

  /** What people say about a group. */
  @Schema(
      example =
          "{\"name\": \"កង្ហារខាងជើង\", \"device_ids\": [\"0199f1c2-7a3b-7c4d-8e5f-0123456789ab\"]}")
  record GroupRequest(
      @Schema(maxLength = DevicePlace.LONGEST_NAME) String name,
      @Schema(description = "Devices of this farm.", maxItems = MOST_DEVICES)
          List<UUID> deviceIds) {}

  @GET
  @Needs(Permission.SEE_FARM)
  @Operation(summary = "A farm's groups of devices, by name")
  public GroupListView list(@PathParam("farm") String farm) {
    var found = groups.of(context.member());
    return new GroupListView(found, found.size());
  }

  @GET
  @Path("{group}")
  @Needs(Permission.SEE_FARM)
  @Operation(summary = "One group of devices")
  public DeviceGroup get(@PathParam("farm") String farm, @PathParam("group") String group) {
    return groups.get(context.member(), PathIds.group(group));
  }

  /** Answers 201 with the new group. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.RENAME_DEVICE)
  @Fails({ErrorCode.DEVICE_NOT_FOUND, ErrorCode.LIMIT_EXCEEDED})
  @Operation(summary = "Make a group of devices")
  @APIResponseSchema(
      value = DeviceGroup.class,
      responseCode = "201",
      responseDescription = "the new group")
  public Response create(
      @PathParam("farm") String farm, @RequestBodySchema(GroupRequest.class) JsonValue json) {
    var body = Body.of(json);
    var details = new GroupDetails(name(body), body.ids("device_ids", MOST_DEVICES));
    var made = groups.create(context.member(), details, context.origin());
    return Response.status(Response.Status.CREATED).entity(made).build();
  }

  @PUT
  @Path("{group}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.RENAME_DEVICE)
  @Fails(ErrorCode.DEVICE_NOT_FOUND)
  @Operation(
      summary = "Rename a group, or say which devices are in it",
      description = "A field that is not mentioned stays.")
  public DeviceGroup change(
      @PathParam("farm") String farm,
      @PathParam("group") String group,
      @RequestBodySchema(GroupRequest.class) JsonValue json) {
    var body = Body.of(json);
    return groups.change(
        context.member(), PathIds.group(group), now -> over(now, body), context.origin());
  }

  @DELETE
  @Path("{group}")
  @Needs(Permission.RENAME_DEVICE)
  @Operation(summary = "Take a group away; its devices stay")
  public void remove(@PathParam("farm") String farm, @PathParam("group") String group) {
    groups.remove(context.member(), PathIds.group(group), context.origin());
  }

  private static GroupDetails over(GroupDetails now, Body body) {
    return new GroupDetails(
        body.mentions("name") ? name(body) : now.name(),
        body.mentions("device_ids") ? body.ids("device_ids", MOST_DEVICES) : now.deviceIds());
  }

  private static String name(Body body) {
    // Twice as many: marks count as characters of their own, and the details judge what is seen.
    return body.text("name", 2 * DevicePlace.LONGEST_NAME);
  }
}
