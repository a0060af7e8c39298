/**
 * Limits: how often one caller may ask, by token buckets that all nodes share through Redis.
 *
 * <p>When Redis is away each node keeps buckets of its own: a limit then holds per node, and nobody
 * is locked out. Door: {@link com.tokkatot.limit.RateLimits}. Needs shared. Source: requirements.md
 * 2.0; seed, "API Gateway Layer".
 */
package com.tokkatot.limit;
