/**
 * Accounts: people, their contacts, passwords and sessions.
 *
 * <p>A token is a signed claim about a session; the session itself is looked up on every request
 * (Redis first, then the table), so ending it acts at once. Contacts are kept sealed and found by a
 * keyed hash. No answer tells whether an account exists, neither in words nor in time.
 *
 * <p>Doors for people: {@link com.tokkatot.account.SignUp}, {@link com.tokkatot.account.SignIn},
 * {@link com.tokkatot.account.SessionRefresh}, {@link com.tokkatot.account.Sessions}, {@link
 * com.tokkatot.account.Passwords}, {@link com.tokkatot.account.Profiles}, {@link
 * com.tokkatot.account.ActivityLog}, {@link com.tokkatot.account.AccountCopies}, {@link
 * com.tokkatot.account.AccountRemoval}. For staff: {@link com.tokkatot.account.StaffSignIn}, {@link
 * com.tokkatot.account.StaffEnrolment}, {@link com.tokkatot.account.StaffAccounts}, {@link
 * com.tokkatot.account.SecurityTrail}. Those that hash or wait work without a transaction; what
 * they write goes through beans named {@code ...Changes} and their like, one transaction a call.
 * What the person should know is told as {@link com.tokkatot.account.SignedInFromNewPlace} and
 * {@link com.tokkatot.account.SignInRefusedOften}; features above make messages of it.
 *
 * <p>Needs shared, audit, limit, courier. Source: requirements.md 2.2, 2.3, 5; decisions.md D5, D8.
 */
package com.tokkatot.account;
