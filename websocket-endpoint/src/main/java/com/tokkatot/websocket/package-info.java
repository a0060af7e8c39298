/**
 * WebSocket: pushes a farm's live events to whoever watches it, in order and without gaps.
 *
 * <p>The token comes in the first message, never in the URL. What the feed loses, the cursor shows
 * and the table fills. Its polling twin lives in rest-api. Source: decisions.md D4; requirements.md
 * 2.11.
 */
package com.tokkatot.websocket;
