package com.tokkatot.device;

import java.util.UUID;

/**
 * What a hub gets for its assertion.
 *
 * @param expiresIn seconds
 */
public record HubAdmission(
    String accessToken, String tokenType, long expiresIn, UUID hubId, UUID farmId) {}
