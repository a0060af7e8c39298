/**
 * Message: what each member is told of the farm's alerts and of the own account, and what he wants
 * to be told.
 *
 * <p>Doors: {@link com.tokkatot.message.Messages}, {@link com.tokkatot.message.Mutes}, {@link
 * com.tokkatot.message.Subscriptions}. A message is written in the transaction that raises its
 * alert; it says what the alert says, now, so that nothing has to be kept alike. An alert that
 * comes back so soon that it is the same, is the same message; one that gets worse is unread again.
 * Urgent messages always come and are never silent. A message about the account has a topic instead
 * of farm and alert; no mute hides it. Needs shared, audit, account, farm, alert; nobody needs it.
 * Source: requirements.md 2.8 L4-L7, 2.10, 3.11, 3.12, 9.
 */
package com.tokkatot.message;
