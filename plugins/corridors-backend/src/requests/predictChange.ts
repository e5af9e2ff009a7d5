import { readDeclaredModel, type ManifestFile } from '@corridors/manifests';
import {
  describePolicyPlace,
  type Corridor,
  type Environment,
  type Finding,
  type Problem,
} from '@corridors/model';
import {
  OPENS_A_LEAK,
  type PredictedAccess,
} from '@corridors/plugin-corridors-common';
import { predictAccess } from '@corridors/verifier';
import {
  declaredAnalysisOf,
  declaredModelOf,
  type RepositoryTree,
} from '../inventory';
import { fleetWith } from './intendedAccess';

/** What the policies of the repository would come to with a change in it. */
export interface ChangePrediction {
  readonly prediction: PredictedAccess;
  /** Errors for what the change brings, warnings for what was there and touches the corridor. */
  readonly problems: readonly Problem[];
}

/**
 * Evaluates the policies of the repository with the files of a corridor put in place of its folder.
 *
 * @param files - of the corridor, relative to its folder
 * @param tree - the repository as it was last read
 */
export function predictChange(
  corridor: Corridor,
  environment: Environment,
  files: readonly ManifestFile[],
  tree: RepositoryTree,
): ChangePrediction {
  const { name } = corridor.metadata;
  const fleet = fleetWith(corridor, tree.fleet);
  const declared = readDeclaredModel(
    changedFiles(name, files, tree.files),
    fleet,
  );
  const prediction = predictAccess({
    fleet,
    model: declared.model,
    corridor: name,
  });
  const before = declaredAnalysisOf(tree, environment.spec.aws.accountId);
  const known = cellsById([
    ...before.findings,
    ...(tree.fleet.corridors.some(({ metadata }) => metadata.name === name)
      ? predictAccess({
          fleet: tree.fleet,
          model: declaredModelOf(tree).model,
          corridor: name,
        }).findings
      : []),
  ]);
  const understoodBefore = new Set(
    [...declaredModelOf(tree).problems, ...before.notUnderstood].map(placeOf),
  );
  const notUnderstood = distinct([
    ...declared.problems,
    ...prediction.notUnderstood,
  ]).filter(
    problem =>
      !understoodBefore.has(placeOf(problem)) ||
      problem.file?.startsWith(`corridors/${name}/`),
  );
  return {
    prediction: {
      ...prediction,
      notUnderstood: distinct([...prediction.notUnderstood, ...notUnderstood]),
    },
    problems: [
      ...prediction.findings.map(finding =>
        findingProblem(finding, isKnown(finding, known)),
      ),
      ...notUnderstood.map(problem => ({
        ...problem,
        code: OPENS_A_LEAK,
        severity: 'error' as const,
        message: `Not understood, so nothing is proved of it: ${problem.message}`,
      })),
    ],
  };
}

function changedFiles(
  name: string,
  files: readonly ManifestFile[],
  present: ReadonlyMap<string, string>,
): ManifestFile[] {
  const folder = `corridors/${name}/`;
  return [
    ...[...present]
      .filter(([path]) => !path.startsWith(folder))
      .map(([path, content]) => ({ path, content })),
    ...files.map(({ path, content }) => ({
      path: `${folder}${path}`,
      content,
    })),
  ];
}

/** The cells of findings of one id, together. */
function cellsById(findings: readonly Finding[]): Map<string, Set<string>> {
  const known = new Map<string, Set<string>>();
  for (const { id, cells } of findings) {
    known.set(id, new Set([...(known.get(id) ?? []), ...cells]));
  }
  return known;
}

/** Whether the repository has a finding, all of its cells included, without the change. */
function isKnown(
  { id, cells }: Finding,
  known: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  const before = known.get(id);
  return before !== undefined && cells.every(cell => before.has(cell));
}

const KIND_WORDS: Readonly<
  Record<Exclude<Finding['kind'], 'blocked'>, string>
> = {
  leak: 'This would open a leak',
  drift: 'This would differ from the account',
  unproven: 'This would not be proven',
};

function findingProblem(finding: Finding, wasThere: boolean): Problem {
  const { kind, title, explanation, nextAction, statements = [] } = finding;
  const place = statements.find(({ file }) => file !== undefined);
  const said = (part: string) => explanation.includes(part);
  const witness =
    finding.witness && !said(finding.witness)
      ? ` For example ${finding.witness}.`
      : '';
  const statement = place && describePolicyPlace(place);
  const at = statement && !said(statement) ? ` It is ${statement}.` : '';
  const located = { file: place?.file, line: place?.line };
  const sentence = `${title}. ${explanation}${witness}${at}`;
  if (kind === 'blocked' || wasThere) {
    return {
      ...located,
      code: kind === 'blocked' ? 'access-blocked' : 'leak-exists',
      severity: 'warning',
      message: wasThere
        ? `Already so without this change, ${kind}: ${sentence}`
        : sentence,
      related: finding.id,
    };
  }
  return {
    ...located,
    code: OPENS_A_LEAK,
    severity: 'error',
    message: `${KIND_WORDS[kind]}: ${sentence} ${nextAction}`,
    related: finding.id,
  };
}

function placeOf({ file, line, message }: Problem): string {
  return JSON.stringify([file, line, message]);
}

function distinct(problems: readonly Problem[]): Problem[] {
  return [
    ...new Map(problems.map(problem => [placeOf(problem), problem])).values(),
  ];
}
