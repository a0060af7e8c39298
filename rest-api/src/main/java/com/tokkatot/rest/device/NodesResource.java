package com.tokkatot.rest.device;

import com.tokkatot.device.Board;
import com.tokkatot.device.DevicePlace;
import com.tokkatot.device.Node;
import com.tokkatot.device.NodePlace;
import com.tokkatot.device.NodeRegistry;
import com.tokkatot.device.Nodes;
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

/** Boards of a farm. Source: requirements.md 2.10, 3.4. */
@ApplicationScoped
@Path("v1/farms/{farm}/nodes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Nodes")
public class NodesResource {

  private static final int LONGEST_WORD = 64;
  private static final int LONGEST_REASON = 200;

  @Inject RequestContext context;
  @EJB Nodes nodes;
  @EJB NodeRegistry registry;

  /** A farm's boards, by name. */
  public record NodeListView(List<Node> nodes, int total) {}

  /** A board to be installed. */
  @Schema(
      example =
          "{\"hardware_id\": \"24:6F:28:AE:52:1C\", \"board\": \"esp32-devkit\","
              + " \"name\": \"ទ្រុង 1 ខាងជើង\"}")
  record NewNode(
      @Schema(required = true, maxLength = LONGEST_WORD) String hardwareId,
      @Schema(required = true, description = "Which kind of board it is.", maxLength = 40)
          String board,
      @Schema(required = true, maxLength = DevicePlace.LONGEST_NAME) String name,
      @Schema(nullable = true, description = "Where it hangs.") UUID coopId) {}

  /** What is to be said of a board from now on. */
  @Schema(example = "{\"name\": \"Coop 2, north\", \"coop_id\": null}")
  record NodeChange(
      @Schema(maxLength = DevicePlace.LONGEST_NAME) String name,
      @Schema(nullable = true) UUID coopId,
      @Schema(description = "Another farm takes all its devices along.") UUID farmId) {}

  /** Another board in place of a broken one. */
  @Schema(example = "{\"hardware_id\": \"24:6F:28:AE:52:1D\", \"reason\": \"water in the case\"}")
  record Replacement(
      @Schema(required = true, maxLength = LONGEST_WORD) String hardwareId,
      @Schema(required = true, maxLength = LONGEST_REASON) String reason) {}

  @GET
  @Needs(Permission.SEE_FARM)
  @Operation(
      summary = "A farm's boards, by name",
      description = "Firmware, heartbeat, boot count, signal, free memory: as the hub last said.")
  public NodeListView list(@PathParam("farm") String farm) {
    var found = nodes.of(context.member().farmId());
    return new NodeListView(found, found.size());
  }

  @GET
  @Path("{node}")
  @Needs(Permission.SEE_FARM)
  @Operation(summary = "One board")
  public Node get(@PathParam("farm") String farm, @PathParam("node") String node) {
    return nodes.in(context.member().farmId(), PathIds.node(node));
  }

  /** Answers 201 with the new board. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.INSTALL_DEVICES)
  @Fails({ErrorCode.COOP_NOT_FOUND, ErrorCode.LIMIT_EXCEEDED, ErrorCode.DUPLICATE_RESOURCE})
  @Operation(summary = "Install a board")
  @APIResponseSchema(
      value = Node.class,
      responseCode = "201",
      responseDescription = "the new board")
  public Response install(
      @PathParam("farm") String farm, @RequestBodySchema(NewNode.class) JsonValue json) {
    var body = Body.of(json);
    var board = new Board(body.text("hardware_id", LONGEST_WORD), body.text("board", LONGEST_WORD));
    var member = context.member();
    var place = new NodePlace(name(body), body.idOrNull("coop_id"), member.farmId());
    var made = registry.install(member, board, place, context.origin());
    return Response.status(Response.Status.CREATED).entity(made).build();
  }

  @PUT
  @Path("{node}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.INSTALL_DEVICES)
  @Fails({ErrorCode.COOP_NOT_FOUND, ErrorCode.LIMIT_EXCEEDED})
  @Operation(
      summary = "Rename a board, or take it elsewhere",
      description =
          "A field that is not mentioned stays. To another farm it takes its devices along, with"
              + " their history; they stand in no coop then.")
  public Node change(
      @PathParam("farm") String farm,
      @PathParam("node") String node,
      @RequestBodySchema(NodeChange.class) JsonValue json) {
    var body = Body.of(json);
    return registry.change(
        context.member(), PathIds.node(node), now -> over(now, body), context.origin());
  }

  @POST
  @Path("{node}/replace")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.INSTALL_DEVICES)
  @Fails(ErrorCode.DUPLICATE_RESOURCE)
  @Operation(
      summary = "Put another board in the place of a broken one",
      description =
          "Devices, their ids and their history stay; the board's incarnation grows, and what the"
              + " old board still says is not heard.")
  @APIResponseSchema(
      value = Node.class,
      responseCode = "200",
      responseDescription = "the board as it is now")
  public Response replace(
      @PathParam("farm") String farm,
      @PathParam("node") String node,
      @RequestBodySchema(Replacement.class) JsonValue json) {
    var body = Body.of(json);
    var replaced =
        registry.replace(
            context.member(),
            PathIds.node(node),
            body.text("hardware_id", LONGEST_WORD),
            body.text("reason", LONGEST_REASON),
            context.origin());
    return Response.ok(replaced).build();
  }

  @DELETE
  @Path("{node}")
  @Needs(Permission.INSTALL_DEVICES)
  @Operation(summary = "Take a board away with its devices; their history is kept")
  public void remove(@PathParam("farm") String farm, @PathParam("node") String node) {
    registry.remove(context.member(), PathIds.node(node), context.origin());
  }

  private static NodePlace over(NodePlace now, Body body) {
    return new NodePlace(
        body.mentions("name") ? name(body) : now.name(),
        coop(now, body),
        body.mentions("farm_id") ? body.idOrNull("farm_id") : now.farmId());
  }

  // A coop of the old farm means nothing on the new one.
  private static UUID coop(NodePlace now, Body body) {
    if (body.mentions("coop_id")) {
      return body.idOrNull("coop_id");
    }
    var stays = !body.has("farm_id") || now.farmId().equals(body.idOrNull("farm_id"));
    return stays ? now.coopId() : null;
  }

  private static String name(Body body) {
    return body.text("name", 2 * DevicePlace.LONGEST_NAME);
  }
}
