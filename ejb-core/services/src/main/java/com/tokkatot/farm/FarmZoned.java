package com.tokkatot.farm;

import java.util.UUID;

/** A farm goes by another time zone from now on; fired in the transaction that says so. */
public record FarmZoned(UUID farmId) {}
