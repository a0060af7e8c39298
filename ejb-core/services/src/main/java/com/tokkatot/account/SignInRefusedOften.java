package com.tokkatot.account;

import java.util.UUID;

/**
 * Wrong passwords have just shut the door; told once each time it shuts, in the transaction that
 * keeps the last refusal. Source: requirements.md 9, 13.
 *
 * @param accountId of the farmer whose contact was tried. Of nobody when nobody has the contact:
 *     observers do the same work then, so that the answer takes as long
 * @param ipAddress of the last try, or null
 * @param count of wrong passwords
 */
public record SignInRefusedOften(UUID accountId, String ipAddress, int count) {}
