package com.tokkatot.edge.link;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a line is for.
 *
 * @param name for logs
 * @param clientId fixed, so that the broker keeps our session
 * @param filters subscribed at QoS 1 after each connect
 * @param will asked for at each connect; may give null
 * @param receiver called on a network thread: it must hand over and return
 * @param connected called after each connect, when subscriptions stand; must not block
 * @param lost called after each loss and each failed try; must not block
 */
public record LinkRole(
    String name,
    String clientId,
    List<String> filters,
    Supplier<Outgoing> will,
    Consumer<Incoming> receiver,
    Runnable connected,
    Runnable lost) {}
