/**
 * A client of the running system, as a phone is one: REST and one live socket. Journeys and
 * benchmarks use it; it knows nothing of how the stack is made.
 */
package com.tokkatot.local.client;
