/**
 * Settings: what a person, a farm or we have set, typed, version by version; and which farms have
 * which feature.
 *
 * <p>Doors: {@link com.tokkatot.setting.Preferences} (a person's own), {@link
 * com.tokkatot.setting.FarmSettings} and {@link com.tokkatot.setting.SystemSettings}; whoever acts
 * by what is set asks {@link com.tokkatot.setting.SystemValues}, or {@link
 * com.tokkatot.setting.Key#sqlOf} inside a statement. {@link com.tokkatot.setting.Key} is the one
 * table of what there is. Needs farm, account, audit, wire. Source: requirements.md 2.10, 3.16.
 */
package com.tokkatot.setting;
