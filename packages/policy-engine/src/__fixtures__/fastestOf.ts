const RUNS = 40;

/**
 * Milliseconds that the fastest of many runs takes. What else a machine does makes runs slower, never faster, so that this is what
 * the code itself costs when it has run for a while.
 */
export function fastestOf(run: () => void): number {
  let fastest = Infinity;
  for (let i = 0; i < RUNS; i++) {
    const start = process.hrtime.bigint();
    run();
    fastest = Math.min(fastest, Number(process.hrtime.bigint() - start) / 1e6);
  }
  return fastest;
}
