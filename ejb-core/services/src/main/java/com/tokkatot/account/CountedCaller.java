package com.tokkatot.account;

import com.tokkatot.limit.Allowance;

/**
 * Who asks, and what the limits say to it.
 *
 * @param allowance null when no limit was asked
 */
public record CountedCaller(Caller caller, Allowance allowance) {}
