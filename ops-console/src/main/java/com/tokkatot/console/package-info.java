/**
 * Console: the staff's window for provisioning, the fleet and firmware rollouts.
 *
 * <p>Reads the REST API over HTTP and owns the few records it reads; needs no other Java module of
 * ours. Source: house.md 3.5; decisions.md P12.
 */
package com.tokkatot.console;
