/** Schedules: what is to happen by itself, what would, and what came of it. */
package com.tokkatot.rest.schedule;
