import { existsSync, promises as fs } from 'node:fs';
import path from 'node:path';
import { buildFleet } from '@corridors/model';
import { EXIT } from '../exitCodes';
import { readFolder } from '../repository/readFolder';
import type { Terminal } from '../Terminal';
import { compareFiles, type FileDifference } from './compareFiles';
import { renderFleet } from './renderFleet';

/** How rendering is called. */
export interface RenderOptions {
  /** Folder that is written to; absent: the repository itself. */
  readonly out?: string;
  /** Whether to compare instead of writing. */
  readonly check?: boolean;
}

/** Renders a repository's corridors, and says what was written or differs. */
export async function runRender(
  folder: string,
  { out, check }: RenderOptions,
  { cwd, stdout, stderr }: Terminal,
): Promise<number> {
  const from = path.resolve(cwd, folder);
  const to = path.resolve(cwd, out ?? folder);
  const { files, problems } = await readFolder(from);
  const fleet = buildFleet(files);
  const faults = [
    ...problems,
    ...fleet.invalid.flatMap(invalid => invalid.problems),
  ];
  for (const { file, line, message } of faults) {
    const place = [file, line].filter(part => part !== undefined).join(':');
    stderr.write(`${place}: ${message}\n`);
  }
  const rendered = renderFleet(fleet);
  const differences = compareFiles(
    rendered,
    to === from ? files : await filesBelow(to),
  );
  if (!check) {
    const contents = new Map(
      rendered.flatMap(one => one.files.map(file => [file.path, file.content])),
    );
    for (const { path: file, change } of differences) {
      const content = contents.get(file);
      if (change !== 'unexpected' && content !== undefined) {
        await write(path.join(to, file), content);
      }
    }
  }
  for (const difference of differences) {
    stdout.write(`${describe(difference, check ?? false)}\n`);
  }
  const isFine = faults.length === 0 && (!check || differences.length === 0);
  return isFine ? EXIT.fine : EXIT.findings;
}

/** A folder that is not there yet, or without corridors, holds nothing. */
async function filesBelow(folder: string) {
  return existsSync(path.join(folder, 'corridors'))
    ? (await readFolder(folder)).files
    : [];
}

async function write(file: string, content: string): Promise<void> {
  await fs.mkdir(path.dirname(file), { recursive: true });
  await fs.writeFile(file, content);
}

function describe(
  { path: file, change, line }: FileDifference,
  isCheck: boolean,
): string {
  const place = isCheck && line !== undefined ? `${file}:${line}` : file;
  switch (change) {
    case 'changed':
      return isCheck ? `changed     ${place}` : `written     ${place}`;
    case 'missing':
      return isCheck ? `missing     ${place}` : `written     ${place}`;
    case 'unexpected':
      return `unexpected  ${place}: nothing is rendered there; remove it`;
    default: {
      const unknown: never = change;
      throw new Error(`Unknown change ${String(unknown)}`);
    }
  }
}
