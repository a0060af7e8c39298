/**
 * Courier: brings codes to people, by e-mail or text message.
 *
 * <p>A message is written down in the transaction of the deed that needs it, and sent after it has
 * been committed, again and again until its code expires: a dead gateway delays an account and
 * loses none. The texts live here; everywhere else the server speaks in codes. Door: {@link
 * com.tokkatot.courier.Courier}. Needs shared, audit. Source: decisions.md D7.
 */
package com.tokkatot.courier;
