/**
 * Hub: puts the rooms together when the server starts, takes them apart when it stops, and shows
 * over HTTP how the hub is.
 *
 * <p>The only package that knows the container. Needs all others; nobody needs it. Source:
 * house.md, "edge-agent"; edge-agent/DESIGN.md.
 */
package com.tokkatot.edge.hub;
