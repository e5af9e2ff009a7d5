import fs from 'node:fs';
import path from 'node:path';
import { CommandFailed } from './process.mjs';

const SUFFIX = '.bench.ts';

/**
 * The benchmark files of a folder by name, in the order asked for; all of them when none is named.
 *
 * @returns {{ name: string, file: string }[]}
 */
export function findBenchmarks(folder, names) {
  const known = fs
    .readdirSync(folder)
    .filter(file => file.endsWith(SUFFIX))
    .map(file => file.slice(0, -SUFFIX.length))
    .sort();
  const unknown = names.filter(name => !known.includes(name));
  if (unknown.length > 0) {
    throw new CommandFailed(
      `There is no benchmark ${unknown.join(', ')}. Known: ${known.join(
        ', ',
      )}.`,
      2,
    );
  }
  return (names.length > 0 ? names : known).map(name => ({
    name,
    file: path.join(folder, `${name}${SUFFIX}`),
  }));
}

/** A program that takes the figures of a benchmark file and writes them to the standard output, a line of JSON each. */
export function programFor(file, support) {
  return [
    `import benchmark from ${JSON.stringify(file)};`,
    `import { measure } from ${JSON.stringify(
      path.join(support, 'measure.ts'),
    )};`,
    'for (const one of [benchmark].flat()) {',
    '  const measurement = await measure(one);',
    '  process.stdout.write(JSON.stringify(measurement) + "\\n");',
    '  if (!measurement.reached) process.exitCode = 1;',
    '}',
  ].join('\n');
}
