package com.tokkatot.rest.farm;

import com.tokkatot.farm.FarmView;
import com.tokkatot.farm.Farms;
import com.tokkatot.rest.shared.RequestContext;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The caller's farms. Source: requirements.md 2.4. */
@Path("v1/farms")
@Produces(MediaType.APPLICATION_JSON)
public class FarmsResource {

  @Inject RequestContext context;
  @EJB Farms farms;

  /** The caller's farms, by name. */
  public record FarmListView(List<FarmView> farms, int total) {}

  @GET
  public FarmListView list() {
    var mine = farms.of(context.caller());
    return new FarmListView(mine, mine.size());
  }
}
