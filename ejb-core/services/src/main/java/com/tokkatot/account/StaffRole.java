package com.tokkatot.account;

/**
 * What a member of Tokkatot's staff may do: a technician installs and calibrates, an operator looks
 * after the fleet and its firmware, an admin also looks after staff. Source: requirements.md 4.
 */
public enum StaffRole {
  TECHNICIAN,
  OPERATOR,
  ADMIN
}
