package com.tokkatot.account;

import java.util.UUID;

/** Who is calling: a person in one session. */
public record Caller(UUID accountId, UUID sessionId) {}
