/** Reports. Source: requirements.md 2.9. */
package com.tokkatot.rest.report;
