package com.tokkatot.command;

import java.time.Instant;
import java.util.UUID;

/** That the broker took a command, and when. */
record SentCommand(UUID id, Instant at) {}
