import { promises as fs } from 'node:fs';
import path from 'node:path';
import { CommandError } from '../CommandError';
import { errorCode } from '../errorCode';
import { EXIT } from '../exitCodes';
import { formatReport } from '../formats/formatReport';
import type { CheckFormat } from '../formats/reportFormats';
import { readBase } from '../repository/readBase';
import { readFolder } from '../repository/readFolder';
import type { Terminal } from '../Terminal';
import { type CheckReport, hasFailed, summarize } from './checkReport';
import { checkRepository } from './checkRepository';
import { faultReport } from './faultReport';

/** How a check is called. */
export interface CheckOptions {
  /** A folder or a commit. */
  readonly base?: string;
  readonly format: CheckFormat;
  /** File that the report is written to; absent: standard output. */
  readonly output?: string;
}

/** Checks a repository and writes the report. A fault of the program is written to `output` too, so that no old report stays there. */
export async function runCheck(
  folder: string,
  { base, format, output }: CheckOptions,
  terminal: Terminal,
): Promise<number> {
  const { cwd } = terminal;
  const file = output === undefined ? undefined : path.resolve(cwd, output);
  try {
    const report = await inspect(folder, base, terminal);
    const text = formatReport(report, format);
    if (file === undefined) {
      terminal.stdout.write(text);
    } else {
      await writeReport(file, text);
      terminal.stderr.write(`${summarize(report)}\n`);
    }
    return hasFailed(report) ? EXIT.findings : EXIT.fine;
  } catch (error) {
    if (file !== undefined && !(error instanceof CommandError)) {
      await writeReport(file, formatReport(faultReport(error), format));
    }
    throw error;
  }
}

async function inspect(
  folder: string,
  base: string | undefined,
  { cwd, now }: Terminal,
): Promise<CheckReport> {
  const where = path.resolve(cwd, folder);
  return checkRepository({
    repository: await readFolder(where),
    ...(base !== undefined && {
      base: { name: base, repository: await readBase(where, base, cwd) },
    }),
    root: rootFrom(cwd, where),
    now: now(),
  });
}

/** As CI shows paths: from where it calls. A repository elsewhere is named by paths of its own. */
function rootFrom(cwd: string, where: string): string {
  const relative = path.relative(cwd, where).split(path.sep).join('/');
  return relative.startsWith('..') || path.isAbsolute(relative) ? '' : relative;
}

async function writeReport(file: string, text: string): Promise<void> {
  try {
    await fs.writeFile(file, text);
  } catch (error) {
    throw new CommandError(
      `--output: ${file} cannot be written (${errorCode(error) ?? error}).`,
    );
  }
}
