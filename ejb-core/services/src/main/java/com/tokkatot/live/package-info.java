/**
 * Live: one stream of events a farm, with a cursor, that WebSocket and polling both read.
 *
 * <p>An event is written in the transaction that causes it and told to all nodes and all wars
 * through Redis after the commit. Redis may lose it: the cursor shows the gap and the table fills
 * it. Doors: {@link com.tokkatot.live.LiveEvents}, {@link com.tokkatot.live.LiveFeed}. Needs
 * shared, and account and farm to hear who may watch no longer. Source: decisions.md D4, P7.
 */
package com.tokkatot.live;
