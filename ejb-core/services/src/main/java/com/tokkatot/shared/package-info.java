/**
 * Shared: what every feature needs and no feature owns: ids, time, the database and Redis, and the
 * family of expected failures.
 *
 * <p>Calls nobody of ours. Source: house.md 2.3.
 */
package com.tokkatot.shared;
