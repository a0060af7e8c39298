/**
 * How the page is served: who may keep which file for how long, what the page may load, and that an
 * address inside the page opens it.
 *
 * <p>The page itself is written in TypeScript and lies beside this folder. Serves also inside the
 * one-war assembly, where API and socket share the same root: those are left alone.
 */
package com.tokkatot.web;
