/**
 * Journal: what the hub has promised to keep. SQLite in WAL mode with every commit synced, one
 * writer thread, many steps to a commit when many wait.
 *
 * <p>Door: {@link com.tokkatot.edge.journal.Journal}. A {@link com.tokkatot.edge.journal.Step} says
 * what to write and what to do once it is durable; that is how everything in the hub is written
 * down before it is acknowledged or acted on. Needs the JDK and SQLite. Source: wire.md, "Store and
 * forward"; edge-agent/DESIGN.md.
 */
package com.tokkatot.edge.journal;
