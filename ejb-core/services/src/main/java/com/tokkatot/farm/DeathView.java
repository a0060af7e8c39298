package com.tokkatot.farm;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * One line of a flock's mortality log.
 *
 * @param count birds; negative where it puts an earlier line right
 * @param cause in people's words, or null
 */
public record DeathView(
    UUID id, UUID flockId, LocalDate day, int count, String cause, UUID notedBy, Instant notedAt) {}
