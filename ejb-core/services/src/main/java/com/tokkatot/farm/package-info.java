/**
 * Farms: the tenant, its people, who is invited, and who may do what.
 *
 * <p>Doors: {@link com.tokkatot.farm.Access} lets in or turns away, by the one table in {@link
 * com.tokkatot.farm.Permission}; {@link com.tokkatot.farm.Farms}, {@link
 * com.tokkatot.farm.Members}, {@link com.tokkatot.farm.Invitations} and {@link
 * com.tokkatot.farm.ReceivedInvitations} trust it. A foreign farm is not found. Needs shared,
 * audit, account. Source: requirements.md 2.4, 2.10, 4.
 */
package com.tokkatot.farm;
