/**
 * Audit: who did what, when, from where and why, in the same transaction as the deed.
 *
 * <p>Append-only by database rule. Door: {@link com.tokkatot.audit.AuditLog}. Needs shared. Source:
 * seed, "Activity audit logging"; requirements.md 3.9.
 */
package com.tokkatot.audit;
