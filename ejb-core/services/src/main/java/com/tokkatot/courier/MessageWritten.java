package com.tokkatot.courier;

/** This message was written in the transaction that is now committing. */
record MessageWritten(Waiting message) {}
