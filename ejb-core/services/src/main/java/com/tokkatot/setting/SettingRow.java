package com.tokkatot.setting;

import java.time.Instant;
import java.util.UUID;

/**
 * What is set in one scope.
 *
 * @param version 0: nothing; then the last three are null
 */
record SettingRow(long version, Chosen chosen, Instant changedAt, UUID changedBy, String reason) {

  static final SettingRow NOTHING = new SettingRow(0, Chosen.NOTHING, null, null, null);
}
