/**
 * Accounts: people, their passwords and their sessions.
 *
 * <p>A token is a signed claim about a session; the session itself is looked up on every request
 * (Redis first, then the table), so ending it acts at once. Doors: {@link
 * com.tokkatot.account.SignIn}, {@link com.tokkatot.account.Sessions}. Needs shared, audit. Source:
 * decisions.md D5, D8.
 */
package com.tokkatot.account;
