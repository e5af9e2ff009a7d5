import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { folderOf, summarize } from './judge.mjs';
import { toMarkdown } from './toMarkdown.mjs';

const LIST = new URL('equivalent.json', import.meta.url);
const DOCUMENT = new URL('../MUTATIONS.md', import.meta.url);

/**
 * Tells faults that no test found and that change an answer from those that `equivalent.json` says change none, and why. Fails
 * when there is any of the former. With `UPDATE_MUTATIONS=1` it writes what it measured to MUTATIONS.md.
 */
export class JudgingReporter {
  onMutationTestReportReady(report) {
    const list = JSON.parse(readFileSync(LIST, 'utf8'));
    const summary = summarize(report, list);
    const { open, stale, all, score } = summary;
    for (const { file, number, ...mutant } of open) {
      tell(
        `Not found, and not listed in equivalent.json: ${file}:${number}: ${JSON.stringify(
          mutant,
        )}`,
      );
    }
    for (const { file, ...mutant } of stale) {
      tell(
        `Listed in equivalent.json, but found or gone: ${file}: ${JSON.stringify(
          mutant,
        )}`,
      );
    }
    tell(
      `${all.planted} faults planted, ${all.found} found (${
        all.byTime
      } by not ending), ${all.equivalent} change no answer, ${
        all.open
      } not found: ${percent(score)} of those that change an answer are found.`,
    );
    if (open.length > 0) {
      tell(
        'Each fault that is not found needs a test that finds it, or a reason in mutation/equivalent.json why it changes no answer.',
      );
      process.exitCode = 1;
    }
    if (process.env.UPDATE_MUTATIONS) {
      writeFileSync(DOCUMENT, toMarkdown(summary, unmeasured(report)));
    }
  }
}

/** What has an answer to give, and no fault was planted in. */
const OWN_INSTRUMENTS =
  /\.test\.ts$|__fixtures__|^src\/(?:naive|fuzz|index\.ts)/;

function unmeasured({ files }) {
  const measured = new Set(Object.keys(files).map(folderOf));
  return [
    ...new Set(
      globSync('src/**/*.ts')
        .filter(file => !OWN_INSTRUMENTS.test(file))
        .map(folderOf)
        .filter(folder => !measured.has(folder)),
    ),
  ].sort();
}

function tell(line) {
  process.stdout.write(`${line}\n`);
}

function percent(share) {
  return `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;
}
