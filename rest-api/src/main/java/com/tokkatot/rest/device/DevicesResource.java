package com.tokkatot.rest.device;

import com.tokkatot.farm.Farms;
import com.tokkatot.farm.Member;
import com.tokkatot.limit.Limit;
import com.tokkatot.overview.DeviceView;
import com.tokkatot.overview.FarmOverview;
import com.tokkatot.reading.Readings;
import com.tokkatot.rest.shared.Limited;
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

/** Devices of a farm and what they measured. Source: requirements.md 2.5. */
@Path("v1/farms/{farm}/devices")
@Produces(MediaType.APPLICATION_JSON)
public class DevicesResource {

  @Inject RequestContext context;
  @EJB Farms farms;
  @EJB FarmOverview overview;
  @EJB Readings readings;

  /** Readings of one device, newest first. */
  public record HistoryView(
      UUID deviceId, List<DeviceView.ReadingView> readings, int total, Instant from, Instant to) {}

  @GET
  public FarmOverview.DeviceList list(@PathParam("farm") String farm) {
    return overview.devices(member(farm));
  }

  @GET
  @Path("{device}")
  public DeviceView get(@PathParam("farm") String farm, @PathParam("device") String device) {
    return overview.device(member(farm), PathIds.device(device));
  }

  @GET
  @Path("{device}/history")
  @Limited({Limit.READ, Limit.HISTORY})
  public HistoryView history(
      @PathParam("farm") String farm,
      @PathParam("device") String device,
      @QueryParam("hours") @DefaultValue("24") int hours,
      @QueryParam("metric") String metric,
      @QueryParam("limit") @DefaultValue("1000") int limit) {
    var found = overview.device(member(farm), PathIds.device(device));
    var history = readings.history(found.id(), hours, metric, limit);
    var views = history.readings().stream().map(DeviceView.ReadingView::of).toList();
    return new HistoryView(found.id(), views, views.size(), history.from(), history.to());
  }

  private Member member(String farm) {
    return farms.member(context.caller(), PathIds.farm(farm));
  }
}
