/**
 * What is for Tokkatot's own people: their way in, their accounts, and the security trail. Source:
 * decisions.md D6.
 */
package com.tokkatot.rest.staff;
