/**
 * Alert: readings beyond a limit, judged on the farm by the rules of its people, whether the cloud
 * is there or not.
 *
 * <p>Door: {@link com.tokkatot.edge.alert.Judge}. Needs journal. The judging itself is {@code
 * com.tokkatot.rules.alert}, the same as in the cloud. Source: WIRE.md 3.13; wire.md, "One writer
 * per field"; decisions.md D11.
 */
package com.tokkatot.edge.alert;
