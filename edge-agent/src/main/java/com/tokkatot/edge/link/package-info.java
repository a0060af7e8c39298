/**
 * A line to a broker: TLS 1.3 with our certificate, one session that survives, reconnecting by
 * itself. The cloud's and the farm's line are two of these with different names.
 *
 * <p>Door: {@link com.tokkatot.edge.link.Link}. Needs the HiveMQ client. Must not know what the
 * messages mean. Source: wire.md, "Topics".
 */
package com.tokkatot.edge.link;
