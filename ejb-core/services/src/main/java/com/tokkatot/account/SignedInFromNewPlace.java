package com.tokkatot.account;

import java.util.UUID;

/**
 * A farmer has signed in from an address without a session of this account in the last 90 days; not
 * told of an account's first session. Told in the transaction that opens the session. Source:
 * requirements.md 9, 13.
 *
 * @param ipAddress of the client
 * @param deviceName as the person who signs in calls it, or null
 */
public record SignedInFromNewPlace(UUID accountId, String ipAddress, String deviceName) {}
