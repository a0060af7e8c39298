package com.tokkatot.account;

import java.util.List;

/** Some of what a person did, the newest first. */
public record ActivityPage(
    List<ActivityView> activities, long total, int limit, int offset, boolean hasMore) {}
