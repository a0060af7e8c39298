/**
 * Climate: how warm and moist birds of an age want it, and what fans and heaters do about it.
 * Source: decisions.md D12; schedules.md, "Presets".
 *
 * <p>Door: {@link com.tokkatot.rules.climate.Curve}. The curves themselves are data ({@code
 * curves.json}), starting points that a flock's owner may change; ask your adviser.
 */
package com.tokkatot.rules.climate;
