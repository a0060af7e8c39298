/**
 * Sync: what hubs hand over of their journals, whether both sides agree, and what is missing.
 *
 * <p>A hub's word about its farm is made whole in three ways: its journal, batch by batch ({@link
 * com.tokkatot.sync.HubJournals}), so that nothing depends on a live message. Needs shared, audit,
 * account, device, reading, live. Nobody needs it. Source: wire.md, "Store and forward";
 * requirements.md 7; JOURNAL.md.
 */
package com.tokkatot.sync;
