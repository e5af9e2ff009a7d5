import { readDeclaredModel } from '@corridors/manifests';
import {
  buildFleet,
  checkCorridor,
  corridorSchema,
  parseYaml,
  standingWeaknesses,
  type Fleet,
  type Problem,
  type RepositoryFile,
  type StandingWeakness,
} from '@corridors/model';
import { analyzeAccess, type AccessProof } from '@corridors/verifier';
import { compareFiles } from '../render/compareFiles';
import { renderFleet } from '../render/renderFleet';
import type { Repository } from '../repository/repository';
import { type CheckResult, orderResults, type Place } from './checkResult';
import { differenceResults } from './differenceResults';
import { findingResult } from './findingResult';
import { type FindingOutcome, foldNotUnderstood } from './foldNotUnderstood';
import { withGroundsOf } from './joinGrounds';
import { problemResult } from './problemResult';
import { problemScope } from './problemScope';
import { RepositoryContent } from './RepositoryContent';
import { ignoredFiles, unplacedFiles } from './unplacedFiles';

/** What was proved of one AWS account. */
export interface InspectedAccount {
  /** 12 digits */
  readonly accountId: string;
  readonly environments: readonly string[];
  readonly proved: AccessProof;
}

/** Everything that a repository's files tell. */
export interface Inspection {
  readonly corridors: number;
  readonly environments: number;
  readonly accounts: readonly InspectedAccount[];
  readonly results: readonly CheckResult[];
  readonly standingWeaknesses: readonly StandingWeakness[];
  /** What is never looked at, as sentences. */
  readonly notCovered: readonly string[];
  /** Request keys that are taken for granted. */
  readonly baseContext: Readonly<Record<string, string>>;
}

/**
 * Reads specs, what is rendered and what is declared, and measures what the policies allow against what is meant, for
 * every possible name, in every account of the repository.
 */
export function inspectRepository(
  repository: Repository,
  now: Date,
): Inspection {
  const { files } = repository;
  const fleet = buildFleet(files);
  const declared = readDeclaredModel(files, fleet);
  const rendered = renderFleet(fleet);
  const accounts = accountsOf(fleet);
  const analyses = [...accounts.keys()].map(accountId =>
    analyzeAccess({
      fleet,
      model: declared.model,
      accountId,
      view: 'declared',
    }),
  );
  const problems = distinct([
    ...repository.problems,
    ...fleet.invalid.flatMap(invalid => invalid.problems),
    ...specProblems(fleet, repository, now),
    ...declared.problems,
    ...analyses.flatMap(analysis => analysis.notUnderstood),
    ...unplacedFiles(files),
  ]);
  const differences = differenceResults(
    compareFiles(rendered, files),
    rendered,
  );
  const content = new RepositoryContent(repository);
  const findings = analyses.flatMap(analysis =>
    analysis.findings.map((finding): FindingOutcome => {
      const grounds = analysis.grounds.get(finding.id);
      const unread = (grounds?.notUnderstood ?? []).flatMap(
        ({ file, isUnread }) => (file !== undefined && isUnread ? [file] : []),
      );
      const result = findingResult(finding, grounds, content.facetsOf(unread));
      return { finding, grounds, result };
    }),
  );
  const outcomes = problems
    .filter(problem => !isConsequence(problem, problems))
    .map(problem => ({
      problem,
      result: problemResult(problem, {
        facets: content.facetsOf(problemScope(problem, fleet)),
        ...placeOf(problem, repository),
        ...unreadFolder(problem, fleet),
      }),
    }))
    .filter(({ result }) => !isTold(result, differences));
  return {
    corridors: fleet.corridors.length,
    environments: fleet.environments.length,
    accounts: analyses.map(({ accountId, proved }) => ({
      accountId,
      environments: accounts.get(accountId) ?? [],
      proved,
    })),
    results: orderResults([
      ...foldNotUnderstood(onceEach(findings), outcomes),
      ...differences,
    ]),
    standingWeaknesses: standingWeaknesses(fleet.environments),
    notCovered: [
      ...new Set(analyses.flatMap(one => one.notCovered)),
      ...describeIgnored(ignoredFiles(files, repository.ignored ?? [])),
    ],
    baseContext: Object.assign({}, ...analyses.map(one => one.baseContext)),
  };
}

/** What two accounts both tell, because one reaches into the other, is told once with all that it rests on. */
function onceEach(outcomes: readonly FindingOutcome[]): FindingOutcome[] {
  const byId = new Map<string, FindingOutcome>();
  for (const outcome of outcomes) {
    const { id } = outcome.finding;
    const known = byId.get(id);
    byId.set(
      id,
      known
        ? {
            ...known,
            result: withGroundsOf(known.result, [known.result, outcome.result]),
          }
        : outcome,
    );
  }
  return [...byId.values()];
}

function accountsOf(fleet: Fleet): Map<string, string[]> {
  const accounts = new Map<string, string[]>();
  for (const { metadata, spec } of fleet.environments) {
    const { accountId } = spec.aws;
    accounts.set(accountId, [
      ...(accounts.get(accountId) ?? []),
      metadata.name,
    ]);
  }
  return accounts;
}

function specProblems(
  fleet: Fleet,
  { files }: Repository,
  now: Date,
): Problem[] {
  const environments = new Map(
    fleet.environments.map(one => [one.metadata.name, one]),
  );
  return fleet.corridors.flatMap(corridor => {
    const environment = environments.get(corridor.spec.environment);
    const existing = corridor.metadata.name;
    const file = `corridors/${existing}/corridor.yaml`;
    const problems = environment
      ? checkCorridor(corridor, environment, fleet, { existing, now })
      : [];
    return problems.length > 0 ? located(problems, file, files) : [];
  });
}

/** Problems of a spec that is understood, at its fields. */
function located(
  problems: readonly Problem[],
  path: string,
  files: readonly RepositoryFile[],
): Problem[] {
  const content = files.find(file => file.path === path)?.content ?? '';
  const parsed = parseYaml(corridorSchema, content, path);
  return problems.map(problem =>
    parsed.ok ? parsed.value.locate(problem) : { ...problem, file: path },
  );
}

/** What follows from another problem of the same file, and says nothing that it does not. */
function isConsequence(
  problem: Problem,
  problems: readonly Problem[],
): boolean {
  return (
    problem.code === 'not-read' &&
    problems.some(
      other => other.code !== 'not-read' && other.file === problem.file,
    )
  );
}

/** A spec that is missing is told at a file that there is. */
function placeOf(
  { code, file = '' }: Problem,
  { files }: Repository,
): { readonly place?: Place } {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const [first] =
    code === 'missing-spec'
      ? files
          .map(({ path }) => path)
          .filter(path => path.startsWith(folder))
          .sort()
      : [];
  return first === undefined ? {} : { place: { file: first, line: 1 } };
}

/** What follows from a spec that is missing or invalid. */
function unreadFolder(
  { file }: Problem,
  fleet: Fleet,
): { readonly explanation?: string } {
  const invalid = fleet.invalid.find(one => one.file === file);
  return invalid?.kind === 'corridor'
    ? {
        explanation: `Nothing that corridors/${invalid.name} declares is read, and nothing is proved of who reaches what is its.`,
      }
    : {};
}

function describeIgnored(paths: readonly string[]): string[] {
  const [first] = paths;
  return first === undefined
    ? []
    : [
        `Files that no GitOps controller applies, by their names: ${paths.length}, such as ${first}`,
      ];
}

/** A corridor of which nothing is rendered is told once, not for each role and bucket that it lacks. */
function isTold(
  { id, places: [{ file }] }: CheckResult,
  differences: readonly CheckResult[],
): boolean {
  return (
    id.startsWith('not-understood:not-declared:') &&
    differences.some(
      other => `${other.id}/` === `not-as-rendered:${file.replace(/aws$/, '')}`,
    )
  );
}

/** A policy that is not understood is told by whoever reads it and by whoever evaluates it. */
function distinct(problems: readonly Problem[]): Problem[] {
  const keys = new Map(
    problems.map(problem => [
      JSON.stringify([problem.file, problem.line, problem.message]),
      problem,
    ]),
  );
  return [...keys.values()];
}
