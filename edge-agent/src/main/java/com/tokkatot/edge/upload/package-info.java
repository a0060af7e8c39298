/**
 * Upload: the journal's way to the cloud, batch by batch, until the cloud has accounted for all.
 *
 * <p>Door: {@link com.tokkatot.edge.upload.JournalUpload}. Events go first; what the cloud confirms
 * is done; what is not there any more is said to be so, so that the sequence never has a hole.
 * {@link com.tokkatot.edge.upload.Thinning} makes room on a card that is nearly full. Needs
 * journal, rest. Source: wire.md, "Store and forward"; JOURNAL.md.
 */
package com.tokkatot.edge.upload;
