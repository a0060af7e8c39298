package com.tokkatot.rest.shared;

import com.tokkatot.device.Devices;
import com.tokkatot.farm.Access;
import com.tokkatot.farm.Member;
import com.tokkatot.shared.NotAllowed;
import com.tokkatot.shared.NotFound;
import jakarta.annotation.Priority;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;

/** Asks for each call whether its caller may make it; what the call needs is written at it. */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class PermissionFilter implements ContainerRequestFilter {

  @Inject RequestContext context;
  @Inject Access access;
  @EJB Devices devices;
  @Context ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    var method = resource.getResourceMethod();
    var needs = method.getAnnotation(Needs.class);
    if (method.isAnnotationPresent(OfHub.class)) {
      checkHub(request.getUriInfo().getPathParameters().getFirst("hub"));
    } else if (needs == null) {
      check(method);
    } else if (needs.value().isInFarm()) {
      context.enteredAs(enter(needs, request.getUriInfo().getPathParameters()));
    } else {
      access.check(context.caller(), needs.value(), context.origin());
    }
  }

  private void checkHub(String named) {
    if (named != null && !context.hub().hubId().equals(PathIds.hub(named))) {
      throw new NotFound("HUB_NOT_FOUND", "that is not you");
    }
  }

  // A call that says nothing is open to nobody: the framework brings some of its own.
  private static void check(Method method) {
    if (!method.isAnnotationPresent(OpenToAll.class)
        && !method.isAnnotationPresent(SignedIn.class)) {
      throw new NotAllowed("FORBIDDEN", "nobody may make this call");
    }
  }

  private Member enter(Needs needs, MultivaluedMap<String, String> path) {
    var caller = context.caller();
    var forOneself =
        needs.forOneself().length > 0
            && caller.accountId().toString().equals(path.getFirst("user"));
    var needed = forOneself ? needs.forOneself()[0] : needs.value();
    if (path.containsKey("farm")) {
      return access.enter(caller, PathIds.farm(path.getFirst("farm")), needed, context.origin());
    }
    try {
      var farmId = devices.farmOf(PathIds.device(path.getFirst("device")));
      return access.enter(caller, farmId, needed, context.origin());
    } catch (NotFound e) {
      // A device of a foreign farm and one that is not must look the same.
      throw new NotFound("DEVICE_NOT_FOUND", "no such device");
    }
  }
}
