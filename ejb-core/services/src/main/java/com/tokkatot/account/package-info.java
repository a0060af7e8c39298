/**
 * Accounts: people, their contacts, passwords and sessions.
 *
 * <p>A token is a signed claim about a session; the session itself is looked up on every request
 * (Redis first, then the table), so ending it acts at once. Contacts are kept sealed and found by a
 * keyed hash. No answer tells whether an account exists, neither in words nor in time.
 *
 * <p>Doors: {@link com.tokkatot.account.SignUp}, {@link com.tokkatot.account.SignIn}, {@link
 * com.tokkatot.account.SessionRefresh}, {@link com.tokkatot.account.Sessions}, {@link
 * com.tokkatot.account.Passwords}. Those that hash work without a transaction; what they write goes
 * through {@code NewAccounts}, {@code SessionOpening}, {@code PasswordChanges}, one transaction a
 * call. Needs shared, audit, courier. Source: requirements.md 2.2, 2.3, 5; decisions.md D5, D8.
 */
package com.tokkatot.account;
