import type { RepositoryFile } from '@corridors/model';
import type { FileDifference } from '../render/compareFiles';
import type { RenderedCorridor } from '../render/renderFleet';
import { corridorOfApplied } from '../repository/appliedPath';
import { isProse } from '../repository/isManifest';
import { sha256 } from '../repository/sha256';
import type { CheckResult } from './checkResult';

/**
 * Committed files that are not what is rendered: what was changed by hand was never asked for, and only access to AWS is
 * analysed. A corridor of which nothing is rendered is a warning, unless the base had what was rendered of it.
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
    title: `${corridor} is not rendered`,
    explanation:
      'None of its files is there, so nothing of it is checked. If they were there and were deleted, what was applied may be in force still: --base tells the two apart.',
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
    explanation: explanationOf(difference),
    nextAction: nextActionOf(difference),
    places: [
      committed === undefined
        ? { file: `corridors/${corridor}/corridor.yaml`, line: 1 }
        : { file: path, line: line ?? 1 },
    ],
    facets: [committed === undefined ? 'missing' : sha256(committed)],
  };
}

function explanationOf({ change }: FileDifference): string {
  switch (change) {
    case 'changed':
      return 'It is not what the spec is rendered to: it was edited by hand, or the spec or its environment changed without it.';
    case 'missing':
      return 'The spec is rendered to it, and it is not there.';
    case 'unexpected':
      return 'The spec is not rendered to it, and a GitOps controller would apply it.';
    default: {
      const unknown: never = change;
      throw new Error(`Unknown change ${String(unknown)}`);
    }
  }
}

function nextActionOf({ change, path }: FileDifference): string {
  switch (change) {
    case 'changed':
      return 'Run corridors render and commit what it writes; to have something else, change the spec.';
    case 'missing':
      return 'Run corridors render and commit what it writes.';
    case 'unexpected':
      return `Remove ${path}: corridors render writes nothing there and removes nothing.`;
    default: {
      const unknown: never = change;
      throw new Error(`Unknown change ${String(unknown)}`);
    }
  }
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

/** Results with those of corridors as errors whose rendered files the base has: they were deleted, and not yet to be rendered. */
export function withDeleted(
  results: readonly CheckResult[],
  base: readonly RepositoryFile[],
): CheckResult[] {
  const rendered = new Set(
    base.flatMap(({ path }) => {
      const name = corridorOfApplied(path);
      return name === undefined || isProse(path)
        ? []
        : [`not-as-rendered:corridors/${name}`];
    }),
  );
  return results.map(result =>
    rendered.has(result.id)
      ? {
          ...result,
          severity: 'error',
          explanation:
            'The base has what was rendered of it, and here all of it is deleted: what was applied is no longer checked, and may be in force still.',
          nextAction:
            'Run corridors render and commit what it writes; to retire the corridor, remove its spec with it.',
        }
      : result,
  );
}
