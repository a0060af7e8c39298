package com.tokkatot.farm;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.account.StaffRole;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PermissionTest {

  /** Said a second time on purpose: who changes the table must mean it. Source: requirements 4. */
  private static final String TABLE =
      """
      SEE_FARM            owner manager viewer technician operator admin
      MARK_MESSAGES       owner manager viewer
      ACKNOWLEDGE_ALERT   owner manager
      COMMAND             owner manager technician operator admin
      RELEASE_STOP        owner manager
      SCHEDULE            owner manager
      RENAME_DEVICE       owner manager technician operator admin
      EDIT_THRESHOLDS     owner manager technician operator admin
      CALIBRATE_HARDWARE  technician admin
      INSTALL_DEVICES     technician admin
      SEE_FIRMWARE        owner manager viewer technician operator admin
      UPDATE_FIRMWARE     operator admin
      ROLL_OUT_FIRMWARE   operator admin
      EDIT_FARM           owner technician operator admin
      DELETE_FARM         owner
      LIST_MEMBERS        owner manager technician operator admin
      INVITE_VIEWER       owner manager
      INVITE_MANAGER      owner
      CHANGE_MEMBERS      owner
      LEAVE_FARM          owner manager viewer
      SEE_FARM_LOG        owner manager technician operator admin
      BE_FARMER           farmer
      SEE_SECURITY_TRAIL  operator admin
      CONFIGURE_SYSTEM    operator admin
      MANAGE_STAFF        admin
      """;

  @Test
  void theTableIsTheOneOfTheRequirements() {
    var table = Arrays.stream(Permission.values()).map(PermissionTest::row);

    assertThat(table.collect(Collectors.joining("\n", "", "\n"))).isEqualTo(TABLE);
  }

  @Test
  void aRoleHasWhatTheNextLowerOneHas() {
    for (var permission : Permission.values()) {
      if (permission.roles().contains(Role.VIEWER)) {
        assertThat(permission.roles()).contains(Role.MANAGER);
      }
      if (permission.roles().contains(Role.MANAGER)) {
        assertThat(permission.roles()).contains(Role.OWNER);
      }
      if (!permission.staff().isEmpty()) {
        assertThat(permission.staff()).contains(StaffRole.ADMIN);
      }
    }
  }

  private static String row(Permission permission) {
    var row = new StringBuilder("%-19s".formatted(permission));
    permission.roles().forEach(role -> row.append(' ').append(role.word()));
    if (permission.isForFarmers()) {
      row.append(" farmer");
    }
    permission
        .staff()
        .forEach(role -> row.append(' ').append(role.name().toLowerCase(java.util.Locale.ROOT)));
    return row.toString();
  }
}
