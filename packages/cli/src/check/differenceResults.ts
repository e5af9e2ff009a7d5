import { createHash } from 'node:crypto';
import type { FileDifference } from '../render/compareFiles';
import type { RenderedCorridor } from '../render/renderFleet';
import type { CheckResult } from './checkResult';

const NEXT_ACTION =
  'Change the spec, run corridors render and commit what it writes; what is applied is then what was checked.';

/**
 * Committed files that are not what is rendered: what was changed by hand was never asked for, and only access to AWS is
 * analysed. A corridor of which nothing is rendered yet is a warning: nothing of it is applied.
 */
export function differenceResults(
  differences: readonly FileDifference[],
  rendered: readonly RenderedCorridor[],
): CheckResult[] {
  return rendered.flatMap(({ name, files }) => {
    const own = differences.filter(({ corridor }) => corridor === name);
    const missing = own.filter(({ change }) => change === 'missing');
    return missing.length === files.length
      ? [notRendered(name), ...own.filter(isThere).map(differenceResult)]
      : own.map(differenceResult);
  });
}

function isThere({ change }: FileDifference): boolean {
  return change !== 'missing';
}

function notRendered(corridor: string): CheckResult {
  const file = `corridors/${corridor}/corridor.yaml`;
  return {
    id: `not-as-rendered:corridors/${corridor}`,
    kind: 'not-as-rendered',
    severity: 'warning',
    title: `${corridor} is not rendered yet`,
    explanation: 'Nothing of it is applied, and nothing of it is checked.',
    nextAction: 'Run corridors render and commit what it writes.',
    places: [{ file, line: 1 }],
    facets: [],
  };
}

function differenceResult(difference: FileDifference): CheckResult {
  const { path, corridor, line, committed } = difference;
  return {
    id: `not-as-rendered:${path}`,
    kind: 'not-as-rendered',
    severity: 'error',
    title: titleOf(difference),
    explanation:
      'It is not what the spec is rendered to: it was edited by hand, or the spec or its environment changed without it.',
    nextAction: NEXT_ACTION,
    places: [
      committed === undefined
        ? { file: `corridors/${corridor}/corridor.yaml`, line: 1 }
        : { file: path, line: line ?? 1 },
    ],
    facets: [
      committed === undefined
        ? 'missing'
        : createHash('sha256').update(committed).digest('hex'),
    ],
  };
}

function titleOf({ change, path }: FileDifference): string {
  switch (change) {
    case 'changed':
      return `${path} was changed`;
    case 'missing':
      return `${path} is missing`;
    case 'unexpected':
      return `${path} is not rendered from anything`;
    default: {
      const unknown: never = change;
      throw new Error(`Unknown change ${String(unknown)}`);
    }
  }
}
