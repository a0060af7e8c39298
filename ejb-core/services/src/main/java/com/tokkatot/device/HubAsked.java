package com.tokkatot.device;

import com.tokkatot.wire.NotifyMessage;
import java.util.UUID;

/** Something is wanted of a farm's hub; told to it when the transaction commits. */
public record HubAsked(UUID farmId, NotifyMessage wish) {}
