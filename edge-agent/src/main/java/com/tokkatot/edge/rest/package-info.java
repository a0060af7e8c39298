/**
 * Rest: the cloud's HTTP interface as the hub calls it, with a short token for its own signature.
 *
 * <p>Door: {@link com.tokkatot.edge.rest.CloudRest}. Needs link for the certificates; knows nothing
 * of what is asked for. Source: wire.md, "Who is who".
 */
package com.tokkatot.edge.rest;
