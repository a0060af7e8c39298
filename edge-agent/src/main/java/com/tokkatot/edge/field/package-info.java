/**
 * Field: the one line to the farm's broker, where the nodes are.
 *
 * <p>Door: {@link com.tokkatot.edge.field.FieldLink}. It sorts what nodes say to the rooms that
 * care and carries commands to them. Needs link, status, reading, presence, command. Source:
 * WIRE.md 2.
 */
package com.tokkatot.edge.field;
