package com.tokkatot.rest.shared;

import com.tokkatot.limit.Limit;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits of a call, in place of the usual ones: {@link Limit#READ} for what only reads, {@link
 * Limit#CONFIGURATION} for what changes something, {@link Limit#ANONYMOUS} for what needs no token.
 * No limits at all are for the server's own probes.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Limited {
  /** Each of them must have a token left. */
  Limit[] value();
}
