/**
 * Command: what the cloud asked a device of this farm to do, until the node has answered.
 *
 * <p>A command is in the journal before the cloud's broker may forget it, and goes to the node
 * again and again until it is answered or too old; the node's ring of ids makes the repeats
 * harmless. Nothing runs twice, nothing runs late.
 *
 * <p>Door: {@link com.tokkatot.edge.command.CommandQueue}. The decision itself is {@link
 * com.tokkatot.edge.command.CommandRules}, a pure function. Needs journal, status, link. Source:
 * wire.md, "Payloads"; WIRE.md 3.1.
 */
package com.tokkatot.edge.command;
