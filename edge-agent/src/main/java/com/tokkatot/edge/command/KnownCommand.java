package com.tokkatot.edge.command;

import com.tokkatot.wire.CommandMessage;
import java.util.UUID;

/**
 * A command that the journal holds.
 *
 * @param command as the node may see it, but with {@code expires_at}: toggle is resolved
 * @param sent whether it was let go to its node: then only the node knows whether it ran
 * @param superseded whether its device was given a newer order since, or an emergency stop came: it
 *     must not run any more
 * @param answer the first status that answered it, as bytes, or null
 */
record KnownCommand(
    UUID device, CommandMessage command, boolean sent, boolean superseded, byte[] answer) {}
