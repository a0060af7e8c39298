/** What hubs ask the cloud, with tokens of their own. */
package com.tokkatot.rest.hub;
