package com.tokkatot.rest.device;

import com.tokkatot.device.DeviceChanges;
import com.tokkatot.device.DeviceKind;
import com.tokkatot.device.DeviceRegistry;
import com.tokkatot.device.DeviceType;
import com.tokkatot.device.Devices;
import com.tokkatot.device.Nodes;
import com.tokkatot.farm.Permission;
import com.tokkatot.limit.Limit;
import com.tokkatot.overview.DeviceDetails;
import com.tokkatot.overview.DeviceFilter;
import com.tokkatot.overview.DeviceView;
import com.tokkatot.overview.FarmOverview;
import com.tokkatot.reading.Readings;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.PathIds;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.shared.Body;
import com.tokkatot.shared.Words;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
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
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Devices of a farm and what they measured. Source: requirements.md 2.5. */
@ApplicationScoped
@Path("v1/farms/{farm}/devices")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Devices")
public class DevicesResource {

  @Inject RequestContext context;
  @EJB FarmOverview overview;
  @EJB Readings readings;
  @EJB Devices devices;
  @EJB Nodes nodes;
  @EJB DeviceChanges changes;
  @EJB DeviceRegistry registry;

  /** Readings of one device, newest first. */
  public record HistoryView(
      UUID deviceId, List<DeviceView.ReadingView> readings, int total, Instant from, Instant to) {}

  @GET
  @Needs(Permission.SEE_FARM)
  @Operation(
      summary = "Devices of a farm",
      description =
          "With state, open order, newest readings, and the cursor of the event stream; total"
              + " counts what the filter lets through, online_count all of that type.")
  public FarmOverview.DeviceList list(
      @PathParam("farm") String farm,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("offset") @DefaultValue("0") int offset,
      @Parameter(
              schema =
                  @Schema(
                      enumeration = {"all", "online", "offline"},
                      defaultValue = "all"))
          @QueryParam("filter")
          String filter,
      @Parameter(schema = @Schema(enumeration = {"gpio", "relay", "pwm", "adc", "servo", "sensor"}))
          @QueryParam("type")
          String type) {
    var wanted =
        new DeviceFilter(
            limit,
            offset,
            Words.wordOr("filter", filter, DeviceFilter.Presence.class, DeviceFilter.Presence.ALL),
            Words.wordOr("type", type, DeviceType.class, null));
    return overview.devices(context.member(), wanted);
  }

  @GET
  @Path("{device}/status")
  @Needs(Permission.SEE_FARM)
  @Operation(summary = "What one device is at this moment")
  public DeviceStatusView status(
      @PathParam("farm") String farm, @PathParam("device") String device) {
    var found = overview.device(context.member(), PathIds.device(device));
    return DeviceStatusView.of(found, nodes.in(found.farmId(), found.nodeId()));
  }

  @GET
  @Path("{device}")
  @Needs(Permission.SEE_FARM)
  @Operation(summary = "One device")
  public DeviceDetails get(@PathParam("farm") String farm, @PathParam("device") String device) {
    return overview.device(context.member(), PathIds.device(device));
  }

  /** Answers 201 with the new device. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.INSTALL_DEVICES)
  @Fails({
    ErrorCode.NODE_NOT_FOUND,
    ErrorCode.COOP_NOT_FOUND,
    ErrorCode.LIMIT_EXCEEDED,
    ErrorCode.DUPLICATE_RESOURCE
  })
  @Operation(summary = "Install a device on a board")
  @APIResponseSchema(
      value = DeviceDetails.class,
      responseCode = "201",
      responseDescription = "the new device")
  public Response install(
      @PathParam("farm") String farm, @RequestBodySchema(DeviceBody.New.class) JsonValue json) {
    var body = Body.of(json);
    var kind = body.word("kind", DeviceKind.class);
    var type = body.wordOr("type", DeviceType.class, kind.usualType());
    var member = context.member();
    var made = registry.install(member, kind, type, DeviceBody.whole(body), context.origin());
    return Response.status(Response.Status.CREATED)
        .entity(overview.device(member, made.id()))
        .build();
  }

  @DELETE
  @Path("{device}")
  @Needs(Permission.INSTALL_DEVICES)
  @Operation(
      summary = "Take a device away",
      description = "What it did and measured is kept; its channel is free again.")
  public void remove(@PathParam("farm") String farm, @PathParam("device") String device) {
    registry.remove(context.member(), PathIds.device(device), context.origin());
  }

  @PUT
  @Path("{device}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.RENAME_DEVICE)
  @Fails({
    ErrorCode.DEVICE_READ_ONLY,
    ErrorCode.NODE_NOT_FOUND,
    ErrorCode.COOP_NOT_FOUND,
    ErrorCode.LIMIT_EXCEEDED,
    ErrorCode.DUPLICATE_RESOURCE
  })
  @Operation(
      summary = "Rename a device, or say where it stands",
      description =
          "A field that is not mentioned stays. Only staff who install move it to another board,"
              + " channel or coop.")
  public DeviceDetails change(
      @PathParam("farm") String farm,
      @PathParam("device") String device,
      @RequestBodySchema(DeviceBody.class) JsonValue json) {
    var body = Body.of(json);
    var id = PathIds.device(device);
    changes.change(
        context.member(), id, body.fields(), now -> DeviceBody.over(now, body), context.origin());
    return overview.device(context.member(), id);
  }

  @GET
  @Path("{device}/history")
  @Limited({Limit.READ, Limit.HISTORY})
  @Needs(Permission.SEE_FARM)
  @Operation(summary = "What a device measured, newest first")
  public HistoryView history(
      @PathParam("farm") String farm,
      @PathParam("device") String device,
      @QueryParam("hours") @DefaultValue("24") int hours,
      @QueryParam("metric") String metric,
      @QueryParam("limit") @DefaultValue("1000") int limit) {
    var found = devices.in(context.member().farmId(), PathIds.device(device));
    var history = readings.history(found.id(), hours, metric, limit);
    var views = history.readings().stream().map(DeviceView.ReadingView::of).toList();
    return new HistoryView(found.id(), views, views.size(), history.from(), history.to());
  }
}
