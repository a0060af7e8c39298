/**
 * Profiles: kinds of farms, and what such farms begin with.
 *
 * <p>Door: {@link com.tokkatot.profile.FarmProfiles}. The numbers are data of {@code rules}, each
 * with its source. Needs alert, setting, farm, audit, rules. Source: requirements.md 2.10; CFG-04.
 */
package com.tokkatot.profile;
