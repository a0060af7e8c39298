package com.tokkatot.local.bench;

/**
 * One measured command.
 *
 * @param restMs from request to answer
 * @param requestedAt when the cloud wrote it down, ISO-8601
 * @param heardMs when its status came on the socket, epoch milliseconds
 */
record CommandTrace(String id, double restMs, String requestedAt, double heardMs) {}
