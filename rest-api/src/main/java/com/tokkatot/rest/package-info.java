/**
 * REST: translates HTTP into calls of one door each, and back.
 *
 * <p>A resource reads path and body, calls, and answers; it decides nothing, opens no transaction
 * and catches nothing. Failures become the one error envelope in {@code shared}. Source:
 * requirements.md 2; README.md of this module lists the error codes.
 */
package com.tokkatot.rest;
