/** Firmware for staff and for hubs: images, rollouts, downloads. */
package com.tokkatot.rest.firmware;
