import { z } from 'zod';
import type { TestPullRequest, TestRepository } from './TestRepository';

/** What {@link answerTestGithub} answers. */
export interface TestAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** A request, its path taken after `/repos/{owner}/{repo}`. */
export interface TestRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

const refBody = z.object({
  ref: z.string().optional(),
  sha: z.string(),
  force: z.boolean().default(false),
});
const treeBody = z.object({
  base_tree: z.string(),
  tree: z.array(
    z.object({
      path: z.string(),
      content: z.string().optional(),
      sha: z.null().optional(),
    }),
  ),
});
const commitBody = z.object({
  message: z.string(),
  tree: z.string(),
  parents: z.array(z.string()),
});
const pullBody = z.object({
  title: z.string(),
  body: z.string(),
  head: z.string(),
  base: z.string(),
});
const textBody = z.object({
  title: z.string().optional(),
  body: z.string().optional(),
});

const ok = (body: unknown): TestAnswer => ({ status: 200, body });
const created = (body: unknown): TestAnswer => ({ status: 201, body });
const refuse = (status: number, message: string): TestAnswer => ({
  status,
  body: { message },
});

/** Answers as GitHub does, for one repository; 404 for whatever a {@link TestRepository} has no part for. */
export function answerTestGithub(
  repository: TestRepository,
  url: string,
  request: TestRequest,
): TestAnswer {
  const { method, path, query, body } = request;
  const [, kind = '', rest = ''] = /^\/(git\/\w+|\w+)\/?(.*)$/.exec(path) ?? [];
  switch (`${method} ${kind}`) {
    case 'GET git/ref': {
      const sha = repository.tip(rest.replace(/^heads\//, ''));
      return sha ? ok({ object: { sha } }) : refuse(404, 'Not Found');
    }
    case 'POST git/refs':
      return createBranch(repository, refBody.parse(body));
    case 'PATCH git/refs':
      return moveBranch(
        repository,
        rest.replace(/^heads\//, ''),
        refBody.parse(body),
      );
    case 'GET git/commits':
      return ok({
        sha: rest,
        tree: { sha: repository.readCommit(rest)?.tree },
      });
    case 'POST git/commits':
      return created({
        sha: repository.commit({ ...commitBody.parse(body), author: 'portal' }),
      });
    case 'GET git/trees':
      return ok({
        sha: rest,
        tree: repository.listTree(rest, query.has('recursive')),
        truncated: false,
      });
    case 'POST git/trees':
      return writeTree(repository, treeBody.parse(body));
    case 'GET git/blobs':
      return ok({
        encoding: 'base64',
        content: Buffer.from(repository.readBlob(rest) ?? '').toString(
          'base64',
        ),
      });
    case 'GET commits': {
      const sha = repository.tip(rest) ?? rest;
      const commit = repository.readCommit(sha);
      return commit
        ? ok({ sha, commit: { tree: { sha: commit.tree } } })
        : refuse(404, 'No commit found');
    }
    case 'GET compare':
      return compare(repository, rest, query);
    case 'GET pulls':
      return readPulls(repository, url, rest, query);
    case 'POST pulls':
      return openPull(repository, url, pullBody.parse(body));
    case 'PATCH pulls': {
      const pull = repository.pulls.find(
        candidate => candidate.number === Number(rest),
      );
      return pull
        ? ok(
            present(repository, url, Object.assign(pull, textBody.parse(body))),
          )
        : refuse(404, 'Not Found');
    }
    default:
      return refuse(404, 'Not Found');
  }
}

function createBranch(
  repository: TestRepository,
  { ref = '', sha }: z.infer<typeof refBody>,
): TestAnswer {
  const branch = ref.replace('refs/heads/', '');
  if (repository.tip(branch)) {
    return refuse(422, 'Reference already exists');
  }
  repository.setTip(branch, sha);
  return created({ ref, object: { sha } });
}

function moveBranch(
  repository: TestRepository,
  branch: string,
  { sha, force }: z.infer<typeof refBody>,
): TestAnswer {
  const isForward =
    repository.compare(sha, repository.tip(branch) ?? '').ahead.length === 0;
  if (!isForward && !force) {
    return refuse(422, 'Update is not a fast forward');
  }
  repository.setTip(branch, sha);
  return ok({ object: { sha } });
}

function writeTree(
  repository: TestRepository,
  { base_tree, tree }: z.infer<typeof treeBody>,
): TestAnswer {
  const files = new Map(repository.readTree(base_tree));
  for (const { path, content, sha } of tree) {
    if (sha !== null) {
      files.set(path, content ?? '');
    } else if (!files.delete(path)) {
      return refuse(422, 'GitRPC::BadObjectState');
    }
  }
  return created({ sha: repository.writeTree(files) });
}

function compare(
  repository: TestRepository,
  range: string,
  query: URLSearchParams,
): TestAnswer {
  const [base = '', head = ''] = range.split('...');
  const { ahead, mergeBase } = repository.compare(base, head);
  const size = Number(query.get('per_page'));
  const start = (Number(query.get('page')) - 1) * size;
  return ok({
    total_commits: ahead.length,
    merge_base_commit: {
      sha: mergeBase,
      commit: { tree: { sha: repository.readCommit(mergeBase)?.tree } },
    },
    commits: ahead.slice(start, start + size).map(sha => {
      const commit = repository.readCommit(sha);
      return {
        sha,
        commit: { message: commit?.message, author: { name: commit?.author } },
      };
    }),
  });
}

function readPulls(
  repository: TestRepository,
  url: string,
  rest: string,
  query: URLSearchParams,
): TestAnswer {
  if (rest) {
    const [number, part] = rest.split('/');
    const pull = repository.pulls.find(
      candidate => candidate.number === Number(number),
    );
    if (!pull) {
      return refuse(404, 'Not Found');
    }
    return ok(
      part === 'reviews' ? pull.reviews : present(repository, url, pull),
    );
  }
  const head = query.get('head')?.split(':')[1];
  const open = repository.pulls.filter(
    pull => pull.state === 'open' && (!head || pull.head === head),
  );
  return ok(open.map(pull => present(repository, url, pull)));
}

function openPull(
  repository: TestRepository,
  url: string,
  input: z.infer<typeof pullBody>,
): TestAnswer {
  if (
    repository.pulls.some(
      pull => pull.state === 'open' && pull.head === input.head,
    )
  ) {
    return refuse(
      422,
      `A pull request already exists for platform:${input.head}.`,
    );
  }
  const pull: TestPullRequest = {
    ...input,
    number: repository.pulls.length + 1,
    state: 'open',
    reviews: [],
  };
  repository.pulls.push(pull);
  return created(present(repository, url, pull));
}

function present(
  repository: TestRepository,
  url: string,
  pull: TestPullRequest,
) {
  return {
    number: pull.number,
    html_url: `${url}/pull/${pull.number}`,
    title: pull.title,
    body: pull.body,
    state: pull.state,
    merged_at: pull.merged ? '2027-01-02T03:04:05Z' : null,
    merge_commit_sha: pull.merged ?? null,
    user: { login: 'portal' },
    head: {
      ref: pull.head,
      sha: repository.tip(pull.head),
      repo: { full_name: 'platform/corridors-gitops' },
    },
    base: { ref: pull.base },
  };
}
