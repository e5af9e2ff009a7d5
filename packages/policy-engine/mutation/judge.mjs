const LONGEST = 100;

/**
 * A planted fault in words that stay the same when lines move.
 *
 * @param {string} source - the file it is planted in
 * @param {{ location: { start: Place, end: Place }, replacement?: string }} mutant - lines and columns count from 1
 * @returns {{ line: string, code: string, planted: string }} the line it begins in, what it replaces, and by what
 *
 * @typedef {{ line: number, column: number }} Place
 */
export function describeMutant(
  source,
  { location: { start, end }, ...mutant },
) {
  const lines = source.split('\n');
  const [first = '', ...rest] = lines.slice(start.line - 1, end.line);
  const from = start.column - 1;
  const until = end.column - 1;
  const last = rest.pop();
  const code =
    last === undefined
      ? first.slice(from, until)
      : [first.slice(from), ...rest, last.slice(0, until)].join(' ');
  return {
    line: cut(first),
    code: cut(code),
    planted: cut(mutant.replacement ?? ''),
  };
}

function cut(text) {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length > LONGEST ? `${flat.slice(0, LONGEST)}…` : flat;
}

/**
 * What came of the faults of a run, by folder and in all.
 *
 * @param {object} report - of StrykerJS, schema 2
 * @param {{ file: string, reason: string, mutants: object[] }[]} list - the faults that change no answer, and why
 */
export function summarize(report, list) {
  const listed = new Map(
    list.flatMap(({ file, reason, mutants }) =>
      mutants.map(mutant => [keyOf(file, mutant), reason]),
    ),
  );
  const folders = new Map();
  const open = [];
  const equivalent = [];
  const survived = new Set();
  for (const [file, { source, mutants }] of Object.entries(
    report.files,
  ).sort()) {
    const counts = folders.get(folderOf(file)) ?? none();
    folders.set(folderOf(file), counts);
    for (const mutant of mutants) {
      const outcome = outcomeOf(mutant.status);
      if (!outcome) {
        continue;
      }
      counts.planted++;
      if (outcome !== 'survived') {
        counts.found++;
        counts.byTime += outcome === 'by-time' ? 1 : 0;
        continue;
      }
      const words = describeMutant(source, mutant);
      const key = keyOf(file, words);
      const reason = listed.get(key);
      const told = { file, number: mutant.location.start.line, ...words };
      if (reason === undefined) {
        counts.open++;
        open.push(told);
      } else {
        counts.equivalent++;
        survived.add(key);
        equivalent.push({ ...told, reason });
      }
    }
  }
  const stale = list
    .filter(({ file }) => file in report.files)
    .flatMap(({ file, mutants }) =>
      mutants
        .filter(mutant => !survived.has(keyOf(file, mutant)))
        .map(mutant => ({ file, ...mutant })),
    );
  const all = [...folders.values()].reduce(add, none());
  const score = all.found / (all.planted - all.equivalent);
  return { folders, all, score, open, equivalent, stale };
}

const FOUND = new Set(['Killed']);
const SURVIVED = new Set(['Survived', 'NoCoverage']);

/** Undefined for what is no fault: left out by a comment, or code that ends the process of the tests. */
function outcomeOf(status) {
  if (status === 'Timeout') {
    return 'by-time';
  }
  if (SURVIVED.has(status)) {
    return 'survived';
  }
  return FOUND.has(status) ? 'found' : undefined;
}

function keyOf(file, { line, code, planted }) {
  return JSON.stringify([file, line, code, planted]);
}

/** The folder that a file is in. */
export function folderOf(file) {
  return file.split('/').slice(0, -1).join('/');
}

function none() {
  return { planted: 0, found: 0, byTime: 0, equivalent: 0, open: 0 };
}

function add(left, right) {
  return Object.fromEntries(
    Object.keys(left).map(key => [key, left[key] + right[key]]),
  );
}
