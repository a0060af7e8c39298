package com.tokkatot.profile;

import com.tokkatot.setting.SettingVersions.Difference;
import java.util.List;

/**
 * What applying a kind of farm changes, or would.
 *
 * @param isDryRun nothing was changed
 * @param settingsVersion of the farm's settings, after it
 * @param rulesKept the farm's own, which say what rules of the kind would: they stay, and those do
 *     not come
 */
public record ProfileChange(
    String profile,
    boolean isDryRun,
    long settingsVersion,
    List<Difference> settings,
    List<ProfileRuleView> rulesAdded,
    List<ProfileRuleView> rulesRemoved,
    List<ProfileRuleView> rulesKept) {}
