/**
 * Benchmarks: each starts what it needs with data and ports of its own, measures, and checks that
 * nothing was lost.
 *
 * <p>Door: {@link com.tokkatot.local.bench.Bench}, called by {@code ./tokkatot bench NAME}. A new
 * one implements {@link com.tokkatot.local.bench.Benchmark} and is added to the registry in {@code
 * Bench}.
 */
package com.tokkatot.local.bench;
