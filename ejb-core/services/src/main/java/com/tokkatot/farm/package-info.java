/**
 * Farms: the tenant, its coops and its members.
 *
 * <p>Door: {@link com.tokkatot.farm.Farms}. Every other feature asks here whether a caller belongs
 * to a farm; a foreign farm is not found. Needs shared, account. Source: requirements.md 2.4, 4.
 */
package com.tokkatot.farm;
