import { CommandError } from '../CommandError';
import { askGit } from './runGit';

/** Where git looks for a name, besides the objects themselves. (git: "gitrevisions", specifying revisions.) */
const PLACES = ['refs/', 'refs/tags/', 'refs/heads/', 'refs/remotes/'];

/**
 * Finds the commit that a name stands for.
 *
 * @param folder - absolute path of a folder within a clone
 * @param ref - a branch, tag or commit
 * @returns its id
 * @throws {@link CommandError} when the folder is in no clone, the clone has no such commit, or the name stands for two:
 * a tag goes before a branch, so that a tag `origin/main` would take the branch's place
 */
export async function resolveCommit(
  folder: string,
  ref: string,
): Promise<string> {
  await refuseTwo(folder, ref);
  const commit = await askGit(folder, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${ref}^{commit}`,
  ]);
  if (!commit.ok) {
    throw new CommandError(await whyNot(folder, ref));
  }
  return commit.text;
}

async function refuseTwo(folder: string, ref: string): Promise<void> {
  const name = /^[^~^@:]*/.exec(ref)?.[0] ?? '';
  const listing = await askGit(folder, [
    'for-each-ref',
    '--format=%(refname) %(objectname)',
    ...PLACES.map(place => `${place}${name}`),
  ]);
  const found = new Map(
    (listing.ok ? listing.text : '').split('\n').flatMap(line => {
      const [refname = '', object = ''] = line.split(' ');
      return PLACES.some(place => refname === `${place}${name}`)
        ? [[refname, object] as const]
        : [];
    }),
  );
  if (new Set(found.values()).size > 1) {
    throw new CommandError(
      `--base: "${ref}" stands for ${[...found.keys()].join(
        ' and ',
      )}. Write out which of them is meant.`,
    );
  }
}

async function whyNot(folder: string, ref: string): Promise<string> {
  const isShallow = await askGit(folder, [
    'rev-parse',
    '--is-shallow-repository',
  ]);
  const where = isShallow.ok
    ? `of the clone at ${folder}`
    : `, and ${folder} lies in no clone that git reads (${isShallow.text})`;
  const advice =
    isShallow.ok && isShallow.text === 'true'
      ? ' The clone is shallow: fetch the commit first, for example by git fetch origin main.'
      : '';
  return `--base: "${ref}" is no commit ${where}.${advice} A folder is named with ./, ../ or / before it.`.replace(
    ' ,',
    ',',
  );
}
