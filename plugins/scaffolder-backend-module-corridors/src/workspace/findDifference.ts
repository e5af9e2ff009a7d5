import type { WorkspaceFile } from './files';

const LONGEST_LINE = 120;

/**
 * The first difference between the files of a workspace and those that were rendered, in one sentence; undefined when
 * there is none.
 */
export function findDifference(
  workspace: readonly WorkspaceFile[],
  rendered: readonly WorkspaceFile[],
): string | undefined {
  const present = new Map(workspace.map(file => [file.path, file.content]));
  const expected = new Map(rendered.map(file => [file.path, file.content]));
  for (const path of [
    ...new Set([...present.keys(), ...expected.keys()]),
  ].sort()) {
    const difference = compareFile(path, present.get(path), expected.get(path));
    if (difference) {
      return difference;
    }
  }
  return undefined;
}

function compareFile(
  path: string,
  present: string | undefined,
  expected: string | undefined,
): string | undefined {
  if (present === expected) {
    return undefined;
  }
  if (present === undefined) {
    return `${path} is missing`;
  }
  if (expected === undefined) {
    return `${path} was not rendered`;
  }
  const lines = present.split('\n');
  const expectedLines = expected.split('\n');
  const index = lines.findIndex((line, at) => line !== expectedLines[at]);
  const at = index === -1 ? lines.length : index;
  return `${path}, line ${at + 1}, is ${quote(
    lines[at],
  )} and was rendered as ${quote(expectedLines[at])}`;
}

function quote(line: string | undefined): string {
  if (line === undefined) {
    return 'not there';
  }
  const short =
    line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
  return JSON.stringify(short);
}
