/**
 * Pictures: photos of farms and faces of people, made small and kept in the object store.
 *
 * <p>Door: {@link com.tokkatot.picture.Pictures}, which trusts that its caller has checked who may.
 * What people send is never kept nor served as it came: it is read, turned upright, made small and
 * written anew, without what else a camera puts into a file. Needs shared, audit. Source:
 * requirements.md 2.3, 2.4, 16.
 */
package com.tokkatot.picture;
