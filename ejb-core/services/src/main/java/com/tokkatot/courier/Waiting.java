package com.tokkatot.courier;

import java.util.UUID;

/** A message that is due to be sent. */
record Waiting(UUID id, Channel channel) {}
