/**
 * The measured faults as a document: counts by folder, and each fault that no test finds with its reason.
 *
 * @param unmeasured - folders in which none was planted
 */
export function toMarkdown(
  { folders, all, score, open, equivalent },
  unmeasured,
) {
  const share = (Math.floor(score * 1000) / 10).toFixed(1);
  return `# Planted faults

<!-- Written by \`UPDATE_MUTATIONS=1 npm run test:mutation\`; the reasons stand in mutation/equivalent.json. -->

\`\`\`
npm run test:mutation                                                            # all; the report is test/results/mutation/index.html
npm run test:mutation -- --mutate 'src/wildcard/*.ts,!src/**/*.test.ts'           # a part
CORRIDORS_FLEETS=300 npm run test:mutation -- --mutate 'src/reach/computeReach.ts' # with as many random fleets as \`npm test\` has
\`\`\`

StrykerJS plants faults in the source one by one: a condition that always holds, a text that is empty, a comparison that
is off by one. A fault that no test finds is either a gap in the tests or no fault. \`mutation/EngineTestRunner.mjs\` runs the
tests of the engine for it in one process, with a twentieth of the random cases of \`npm test\`: what is found is found with
all of them as well. Left out are the tests' own instruments: \`src/naive\`, \`src/fuzz\`,
\`src/knownAnswers\` and \`__fixtures__\`.

Of ${all.planted} planted faults tests find ${all.found}, ${
    all.byTime
  } of them by not ending. ${all.equivalent} change no answer: they are
listed below, each with the reason. Of those that change an answer tests find ${share} %.

${table(
  ['folder', 'planted', 'found', 'by time', 'change no answer', 'not found'],
  [...folders, ['all', all]].map(([name, counts]) => [
    name === 'all' ? name : code(name),
    counts.planted,
    counts.found,
    counts.byTime,
    counts.equivalent,
    counts.open,
  ]),
)}
${
  unmeasured.length === 0
    ? ''
    : `\nIn ${unmeasured
        .map(code)
        .join(
          ', ',
        )} it is not measured how many are found, which takes more than an hour: what is\nfound there is compared cell by cell with plain loops over random fleets.\n`
}${open.length === 0 ? '' : `\n## Not found\n\n${byFile(open)}\n`}
## What changes no answer

${byReason(equivalent)}
`;
}

function byFile(mutants) {
  return [...Map.groupBy(mutants, ({ file }) => file)]
    .map(([file, ofFile]) => `### ${file}\n\n${places(ofFile)}`)
    .join('\n\n');
}

function byReason(mutants) {
  const files = Map.groupBy(mutants, ({ file }) => file);
  return [...files]
    .map(([file, ofFile]) => {
      const reasons = Map.groupBy(ofFile, ({ reason }) => reason);
      const sections = [...reasons].map(
        ([reason, ofReason]) => `${reason}\n\n${places(ofReason)}`,
      );
      return `### ${file}\n\n${sections.join('\n\n')}`;
    })
    .join('\n\n');
}

function places(mutants) {
  return table(
    ['line', 'planted', 'in place of'],
    mutants.map(mutant => [
      mutant.number,
      code(mutant.planted),
      code(mutant.code),
    ]),
  );
}

function code(text) {
  return text === ''
    ? '(nothing)'
    : `\`${text.replaceAll('|', '\\|').replaceAll('`', "'")}\``;
}

function table(head, rows) {
  return [head, head.map(() => '---'), ...rows]
    .map(row => `| ${row.join(' | ')} |`)
    .join('\n');
}
