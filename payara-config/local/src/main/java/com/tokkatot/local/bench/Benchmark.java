package com.tokkatot.local.bench;

/** Something that can be measured. */
interface Benchmark {

  /** Name on the command line and in the result. */
  String name();

  /** One line for {@code --help}. */
  String what();

  /**
   * Measures; says what it does on {@link Bench.Run#say}.
   *
   * @throws Exception when it could not measure; a bad figure is no failure
   */
  Figures measure(Bench.Run run) throws Exception;
}
