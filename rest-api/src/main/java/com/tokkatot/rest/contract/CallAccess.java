package com.tokkatot.rest.contract;

import com.tokkatot.farm.Permission;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.OfHub;
import com.tokkatot.rest.shared.OpenToAll;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Who may make a call.
 *
 * @param permission a row of the table, or NONE (open to all), or SIGNED_IN, or HUB
 * @param allowed roles of farm and staff in lower case; farmer stands for everybody in no farm
 * @param ownRow what is enough when it is about oneself, or null
 */
record CallAccess(String permission, List<String> allowed, Permission ownRow) {

  private static final String HUB = "HUB";

  private static final List<String> EVERYBODY =
      List.of("owner", "manager", "viewer", "farmer", "technician", "operator", "admin");

  static CallAccess of(Method method) {
    var needs = method.getAnnotation(Needs.class);
    if (needs != null) {
      var own = needs.forOneself().length > 0 ? needs.forOneself()[0] : null;
      return new CallAccess(needs.value().name(), allowed(needs.value()), own);
    }
    if (method.isAnnotationPresent(OfHub.class)) {
      return new CallAccess(HUB, List.of("hub"), null);
    }
    return method.isAnnotationPresent(OpenToAll.class)
        ? new CallAccess("NONE", List.of("anonymous"), null)
        : new CallAccess("SIGNED_IN", EVERYBODY, null);
  }

  boolean needsToken() {
    return !permission.equals("NONE");
  }

  /** For people. */
  String sentence() {
    if (!needsToken()) {
      return "Open to all.";
    }
    if (permission.equals(HUB)) {
      return "Needs a hub's own token.";
    }
    if (permission.equals("SIGNED_IN")) {
      return "For everybody who is signed in.";
    }
    return "Needs "
        + permission
        + ": "
        + String.join(", ", allowed)
        + "."
        + (ownRow == null
            ? ""
            : " For oneself " + ownRow + ": " + String.join(", ", allowed(ownRow)) + ".");
  }

  Set<ErrorCode> errors() {
    if (!needsToken()) {
      return Set.of();
    }
    var codes = EnumSet.of(ErrorCode.UNAUTHORIZED, ErrorCode.TOKEN_INVALID);
    if (!permission.equals("SIGNED_IN") && !permission.equals(HUB)) {
      codes.add(ErrorCode.FORBIDDEN);
    }
    return codes;
  }

  private static List<String> allowed(Permission permission) {
    var allowed = new ArrayList<String>();
    permission.roles().forEach(role -> allowed.add(role.word()));
    if (permission.isForFarmers()) {
      allowed.add("farmer");
    }
    permission.staff().forEach(role -> allowed.add(role.name().toLowerCase(Locale.ROOT)));
    return List.copyOf(allowed);
  }
}
