/**
 * Sync: what hubs hand over of their journals, whether both sides agree, and what is missing.
 *
 * <p>A hub's word about its farm is made whole in three ways: its journal, batch by batch ({@link
 * com.tokkatot.sync.HubJournals}), so that nothing depends on a live message; each digest, compared
 * with what we have (shown by {@link com.tokkatot.sync.FarmSync}); and an hourly audit of the
 * events' numbers. Needs shared, audit, account, device, reading, live. Nobody needs it. Source:
 * wire.md, "Store and forward"; requirements.md 7; JOURNAL.md.
 */
package com.tokkatot.sync;
