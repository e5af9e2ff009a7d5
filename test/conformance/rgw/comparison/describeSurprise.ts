import type { Bench } from '../cells/Bench';
import type { Surprise } from './compareScenes';
import { isExplained, judge } from './judge';
import { shrink } from './shrink';

/** A surprise with the least policies that still show it, for a person to read. */
export async function describeSurprise(
  surprise: Surprise,
  bench: Bench,
): Promise<string> {
  const cell = await shrink(
    surprise.cell,
    async candidate =>
      !isExplained(judge(candidate), await bench.run(candidate)),
  );
  const { byAws, foretold } = judge(cell);
  return [
    `scene ${surprise.scene}: the gateway answered ${await bench.run(cell)}`,
    `AWS: ${byAws.verdict} (${byAws.reason}): ${byAws.explanation}`,
    `foretold of the gateway: ${foretold.verdict} (${foretold.reason}): ${foretold.explanation}`,
    JSON.stringify(cell, null, 1),
  ].join('\n');
}
