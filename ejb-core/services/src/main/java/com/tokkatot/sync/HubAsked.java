package com.tokkatot.sync;

import com.tokkatot.wire.NotifyMessage;
import java.util.UUID;

/** Something is wanted of a farm's hub; told to it when the transaction commits. */
record HubAsked(UUID farmId, NotifyMessage wish) {}
