/**
 * Journal: how a hub hands over what it has kept: batches of one stream, columnar and compressed.
 *
 * <p>Doors: {@link com.tokkatot.wire.journal.JournalBatch} is what a batch says, {@link
 * com.tokkatot.wire.journal.JournalEncoder} and {@link com.tokkatot.wire.journal.JournalDecoder}
 * are its bytes. Hub and cloud use this same jar. A decoder never allocates more than {@link
 * com.tokkatot.wire.journal.JournalLimits} allow, whatever the bytes say. Source: JOURNAL.md.
 */
package com.tokkatot.wire.journal;
