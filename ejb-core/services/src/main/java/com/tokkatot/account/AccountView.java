package com.tokkatot.account;

import java.util.UUID;

/** A person as the person sees it; {@code email} or {@code phone} may be null. */
public record AccountView(UUID id, String name, String email, String phone, String language) {}
