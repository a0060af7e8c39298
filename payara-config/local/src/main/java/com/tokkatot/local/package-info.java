/**
 * The whole system on one machine: real PostgreSQL, Redis, object store and cloud broker, the
 * application, the hubs with their farm brokers, and virtual nodes.
 *
 * <p>{@link com.tokkatot.local.LocalStack} is the door, for the command line, for tests and for
 * benchmarks. Every server listens on the loopback address only, every one has a password or a
 * certificate, and what must survive is kept in one folder. A killed process is started again; a
 * killed launcher leaves nothing that blocks the next start.
 */
package com.tokkatot.local;
