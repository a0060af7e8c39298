package com.tokkatot.rest.device;

import com.tokkatot.farm.Permission;
import com.tokkatot.limit.Limit;
import com.tokkatot.overview.DeviceView;
import com.tokkatot.overview.FarmOverview;
import com.tokkatot.reading.Readings;
import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.PathIds;
import com.tokkatot.rest.shared.RequestContext;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Devices of a farm and what they measured. Source: requirements.md 2.5. */
@Path("v1/farms/{farm}/devices")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Devices")
public class DevicesResource {

  @Inject RequestContext context;
  @EJB FarmOverview overview;
  @EJB Readings readings;

  /** Readings of one device, newest first. */
  public record HistoryView(
      UUID deviceId, List<DeviceView.ReadingView> readings, int total, Instant from, Instant to) {}

  @GET
  @Needs(Permission.SEE_FARM)
  @Operation(
      summary = "All devices of a farm",
      description = "With state, open order, newest readings, and the cursor of the event stream.")
  public FarmOverview.DeviceList list(@PathParam("farm") String farm) {
    return overview.devices(context.member());
  }

  @GET
  @Path("{device}")
  @Needs(Permission.SEE_FARM)
  @Operation(summary = "One device")
  public DeviceView get(@PathParam("farm") String farm, @PathParam("device") String device) {
    return overview.device(context.member(), PathIds.device(device));
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
    var found = overview.device(context.member(), PathIds.device(device));
    var history = readings.history(found.id(), hours, metric, limit);
    var views = history.readings().stream().map(DeviceView.ReadingView::of).toList();
    return new HistoryView(found.id(), views, views.size(), history.from(), history.to());
  }
}
