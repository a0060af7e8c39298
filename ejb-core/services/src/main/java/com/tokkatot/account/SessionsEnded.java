package com.tokkatot.account;

import java.util.List;
import java.util.UUID;

/** These sessions have ended; told after the commit, so that no node goes on believing in them. */
public record SessionsEnded(List<UUID> sessions) {}
