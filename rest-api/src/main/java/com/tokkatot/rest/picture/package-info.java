/** Pictures of farms and people, over HTTP. */
package com.tokkatot.rest.picture;
