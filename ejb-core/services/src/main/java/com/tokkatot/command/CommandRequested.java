package com.tokkatot.command;

/** This command was written in the transaction that is now committing. */
record CommandRequested(OutgoingCommand command) {}
