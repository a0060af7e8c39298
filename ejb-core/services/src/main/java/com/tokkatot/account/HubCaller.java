package com.tokkatot.account;

import java.util.UUID;

/** Which hub is calling, and of which farm it speaks. */
public record HubCaller(UUID hubId, UUID farmId) {}
