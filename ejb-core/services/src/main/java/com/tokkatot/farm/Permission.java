package com.tokkatot.farm;

import static com.tokkatot.account.StaffRole.ADMIN;
import static com.tokkatot.account.StaffRole.OPERATOR;
import static com.tokkatot.account.StaffRole.TECHNICIAN;
import static com.tokkatot.farm.Role.MANAGER;
import static com.tokkatot.farm.Role.OWNER;
import static com.tokkatot.farm.Role.VIEWER;

import com.tokkatot.account.Caller;
import com.tokkatot.account.StaffRole;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Who may do what: the one table. Each constant is a row, with the farm's roles and Tokkatot's
 * roles that it admits. Nobody has more or less than this table gives. Source: requirements.md 4.
 */
public enum Permission {
  /** See dashboard, devices, readings, schedules, alerts and reports; staff: audited support. */
  SEE_FARM(inFarm(VIEWER, MANAGER, OWNER), tokkatot(TECHNICIAN, OPERATOR, ADMIN)),
  /** Mark one's own messages read. */
  MARK_MESSAGES(inFarm(VIEWER, MANAGER, OWNER), tokkatot()),
  /** Acknowledge an alert. */
  ACKNOWLEDGE_ALERT(inFarm(MANAGER, OWNER), tokkatot()),
  /** Commands, batches, cancelling, emergency stop; staff: audited diagnostics. */
  COMMAND(inFarm(MANAGER, OWNER), tokkatot(TECHNICIAN, OPERATOR, ADMIN)),
  /** Let go an emergency stop: who stands beside it. Source: schedules.md, "Who wins" 3. */
  RELEASE_STOP(inFarm(MANAGER, OWNER), tokkatot()),
  /** Make, change, delete and run schedules. */
  SCHEDULE(inFarm(MANAGER, OWNER), tokkatot()),
  /** Rename a device, or say where it stands. */
  RENAME_DEVICE(inFarm(MANAGER, OWNER), tokkatot(TECHNICIAN, OPERATOR, ADMIN)),
  /** Thresholds and preferences that farmers may edit. */
  EDIT_THRESHOLDS(inFarm(MANAGER, OWNER), tokkatot(TECHNICIAN, OPERATOR, ADMIN)),
  /** Hardware parameters, other calibration, pin map. */
  CALIBRATE_HARDWARE(inFarm(), tokkatot(TECHNICIAN, ADMIN)),
  /** Add, remove and claim devices and hubs. */
  INSTALL_DEVICES(inFarm(), tokkatot(TECHNICIAN, ADMIN)),
  /** See which firmware runs and what is waiting. */
  SEE_FIRMWARE(inFarm(VIEWER, MANAGER, OWNER), tokkatot(TECHNICIAN, OPERATOR, ADMIN)),
  /** Publish, trigger, roll out and roll back firmware of one farm's devices. */
  UPDATE_FIRMWARE(inFarm(), tokkatot(OPERATOR, ADMIN)),
  /** Publish firmware and roll it out over farms. */
  ROLL_OUT_FIRMWARE(anywhere(), tokkatot(OPERATOR, ADMIN)),
  /** Edit the farm's settings. */
  EDIT_FARM(inFarm(OWNER), tokkatot(TECHNICIAN, OPERATOR, ADMIN)),
  /** Delete the farm. */
  DELETE_FARM(inFarm(OWNER), tokkatot()),
  /** See the members and who is invited. */
  LIST_MEMBERS(inFarm(MANAGER, OWNER), tokkatot(TECHNICIAN, OPERATOR, ADMIN)),
  /** Invite somebody who only looks, and take that back. */
  INVITE_VIEWER(inFarm(MANAGER, OWNER), tokkatot()),
  /** Invite a manager, and take that back. */
  INVITE_MANAGER(inFarm(OWNER), tokkatot()),
  /** Change a member's role, remove a member. */
  CHANGE_MEMBERS(inFarm(OWNER), tokkatot()),
  /** Leave a farm; that the owner cannot is a matter of state, not of permission. */
  LEAVE_FARM(inFarm(VIEWER, MANAGER, OWNER), tokkatot()),
  /** The farm's event log, and exports. */
  SEE_FARM_LOG(inFarm(MANAGER, OWNER), tokkatot(TECHNICIAN, OPERATOR, ADMIN)),
  /** Make a farm of one's own, see and answer invitations: whoever is no staff. */
  BE_FARMER(farmers(), tokkatot()),
  /** The security trail: sign-ins, denials. */
  SEE_SECURITY_TRAIL(anywhere(), tokkatot(OPERATOR, ADMIN)),
  /** Feature flags, system configuration. */
  CONFIGURE_SYSTEM(anywhere(), tokkatot(OPERATOR, ADMIN)),
  /** Staff accounts. */
  MANAGE_STAFF(anywhere(), tokkatot(ADMIN));

  private final Scope scope;
  private final Set<StaffRole> staff;

  Permission(Scope scope, Set<StaffRole> staff) {
    this.scope = scope;
    this.staff = staff;
  }

  /** Whether it is about one farm: then the path names a farm and the caller must be in it. */
  public boolean isInFarm() {
    return scope.inFarm;
  }

  /** The farm's roles that have it; empty when no role of a farm does. */
  public Set<Role> roles() {
    return scope.roles;
  }

  /** Whether every farmer has it, in whatever farm or none. */
  public boolean isForFarmers() {
    return scope.farmers;
  }

  /** Tokkatot's roles that have it. */
  public Set<StaffRole> staff() {
    return staff;
  }

  /** Whether a caller has it outside any farm. */
  boolean admits(Caller caller) {
    return caller.isStaff() ? staff.contains(caller.staffRole()) : scope.farmers;
  }

  private record Scope(boolean inFarm, boolean farmers, Set<Role> roles) {}

  private static Scope inFarm(Role... roles) {
    var given = EnumSet.noneOf(Role.class);
    given.addAll(List.of(roles));
    return new Scope(true, false, Collections.unmodifiableSet(given));
  }

  private static Scope farmers() {
    return new Scope(false, true, Set.of());
  }

  private static Scope anywhere() {
    return new Scope(false, false, Set.of());
  }

  private static Set<StaffRole> tokkatot(StaffRole... roles) {
    var given = EnumSet.noneOf(StaffRole.class);
    given.addAll(List.of(roles));
    return Collections.unmodifiableSet(given);
  }
}
