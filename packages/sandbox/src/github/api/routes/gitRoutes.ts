import { z } from 'zod';
import { isFastForward } from '../../git/history';
import { listRecursively, type TreeChange } from '../../git/trees';
import type { Signature } from '../../git/objects';
import { applyChanges } from '../../hosting/commitFiles';
import { GithubError } from '../../hosting/GithubError';
import { closePullRequestsOf } from '../../hosting/pullRequests';
import {
  type ApiAnswer,
  type ApiCall,
  type ApiRoute,
  answerPage,
  parameter,
  parseBody,
  query,
} from '../ApiRoute';
import { nodeId, presentGitCommit } from '../present';

const blobBody = z.object({
  content: z.string(),
  encoding: z.enum({ 'utf-8': 'utf-8', base64: 'base64' }).default('utf-8'),
});

const treeBody = z.object({
  base_tree: z.string().nullish(),
  tree: z.array(
    z.object({
      path: z.string(),
      mode: z.enum({
        '100644': '100644',
        '100755': '100755',
        '040000': '040000',
        '160000': '160000',
        '120000': '120000',
      }),
      sha: z.string().nullish(),
      content: z.string().optional(),
    }),
  ),
});

const personBody = z.object({
  name: z.string(),
  email: z.string(),
  date: z.iso.datetime({ offset: true }).optional(),
});

const commitBody = z.object({
  message: z.string(),
  tree: z.string(),
  parents: z.array(z.string()).default([]),
  author: personBody.optional(),
  committer: personBody.optional(),
});

const newRefBody = z.object({ ref: z.string(), sha: z.string() });
const refBody = z.object({
  sha: z.string(),
  force: z.boolean().default(false),
});

/** Git's own objects and references. */
export const gitRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/git/blobs/:sha',
    handle: async call => {
      const sha = parameter(call, 'sha');
      const content = await call.repository.git.readBlob(sha);
      if (!content) {
        throw GithubError.notFound();
      }
      return {
        body: {
          sha,
          node_id: nodeId('Blob', sha),
          size: content.length,
          url: call.urls.repository(call.repository, `git/blobs/${sha}`),
          content: content.toString('base64'),
          encoding: 'base64',
        },
      };
    },
  },
  {
    method: 'post',
    path: '/git/blobs',
    handle: async call => {
      const { content, encoding } = parseBody(call, blobBody);
      const sha = await call.repository.git.writeBlob(
        Buffer.from(content, encoding),
      );
      return {
        status: 201,
        body: {
          sha,
          url: call.urls.repository(call.repository, `git/blobs/${sha}`),
        },
      };
    },
  },
  {
    method: 'get',
    path: '/git/trees/:sha(*)',
    handle: async call => {
      const revision = parameter(call, 'sha');
      const commit = await call.repository.git.resolve(revision);
      const sha = commit
        ? (await call.repository.git.readCommit(commit))?.tree ?? revision
        : revision;
      return {
        body: await presentTree(
          call,
          sha,
          query(call, 'recursive') !== undefined,
        ),
      };
    },
  },
  {
    method: 'post',
    path: '/git/trees',
    handle: async call => {
      const { base_tree, tree } = parseBody(call, treeBody);
      const { git } = call.repository;
      const base = base_tree
        ? (await git.readCommit(base_tree))?.tree ?? base_tree
        : undefined;
      if (base && !(await git.readTree(base))) {
        throw GithubError.notFound();
      }
      const changes: TreeChange[] = [];
      for (const { path, mode, sha, content } of tree) {
        const oid =
          sha === undefined
            ? await git.writeBlob(Buffer.from(content ?? '', 'utf8'))
            : sha;
        await assertObject(call, oid);
        changes.push({ path, mode, oid });
      }
      const written = await applyChanges(call.repository, base, changes);
      return { status: 201, body: await presentTree(call, written, false) };
    },
  },
  {
    method: 'get',
    path: '/git/commits/:sha',
    handle: async call => {
      const commit = await call.repository.git.readCommit(
        parameter(call, 'sha'),
      );
      if (!commit) {
        throw GithubError.notFound();
      }
      return { body: presentGitCommit(call.urls, call.repository, commit) };
    },
  },
  {
    method: 'post',
    path: '/git/commits',
    handle: async call => {
      const { message, tree, parents, author, committer } = parseBody(
        call,
        commitBody,
      );
      const { git } = call.repository;
      if (!(await git.readTree(tree))) {
        throw new GithubError(422, 'Tree SHA does not exist');
      }
      for (const parent of parents) {
        if (!(await git.readCommit(parent))) {
          throw new GithubError(
            422,
            'Parent SHA does not exist or is not a commit object',
          );
        }
      }
      const signature = sign(call, author);
      const oid = await git.writeCommit({
        message,
        tree,
        parents,
        author: signature,
        committer: committer ? sign(call, committer) : signature,
      });
      const commit = await git.readCommit(oid);
      return {
        status: 201,
        body: commit && presentGitCommit(call.urls, call.repository, commit),
      };
    },
  },
  {
    method: 'get',
    path: '/git/ref/:ref(*)',
    handle: async call => {
      const ref = `refs/${parameter(call, 'ref')}`;
      const sha = await call.repository.git.readRef(ref);
      if (!sha) {
        throw GithubError.notFound();
      }
      return { body: presentRef(call, ref, sha) };
    },
  },
  {
    method: 'get',
    path: '/git/matching-refs/:ref(*)',
    handle: async call => {
      const wanted = `refs/${parameter(call, 'ref')}`;
      const refs = (await call.repository.git.branches()).map(
        branch => `refs/heads/${branch}`,
      );
      return answerPage(
        call,
        refs.filter(ref => ref.startsWith(wanted)),
        async ref =>
          presentRef(call, ref, (await call.repository.git.readRef(ref)) ?? ''),
      );
    },
  },
  {
    method: 'post',
    path: '/git/refs',
    handle: async call => {
      const { ref, sha } = parseBody(call, newRefBody);
      const { git } = call.repository;
      if (
        !/^refs\/(heads|tags)\/./.test(ref) ||
        /\.\.|[\s~^:?*[\\]|\/$|\.lock$|\/\/|@\{/.test(ref)
      ) {
        throw new GithubError(422, 'Reference name is not valid');
      }
      if (await git.readRef(ref)) {
        throw new GithubError(422, 'Reference already exists');
      }
      await assertCommit(call, sha);
      await git.writeRef(ref, sha);
      return { status: 201, body: presentRef(call, ref, sha) };
    },
  },
  {
    method: 'patch',
    path: '/git/refs/:ref(*)',
    handle: async call => {
      const { sha, force } = parseBody(call, refBody);
      const ref = `refs/${parameter(call, 'ref')}`;
      const { git } = call.repository;
      const current = await requireRef(call, ref);
      await assertCommit(call, sha);
      if (!force && !(await isFastForward(git, current, sha))) {
        throw new GithubError(422, 'Update is not a fast forward');
      }
      await git.writeRef(ref, sha);
      return { body: presentRef(call, ref, sha) };
    },
  },
  {
    method: 'delete',
    path: '/git/refs/:ref(*)',
    handle: async (call): Promise<ApiAnswer> => {
      const ref = `refs/${parameter(call, 'ref')}`;
      const tip = await requireRef(call, ref);
      await call.repository.git.deleteRef(ref);
      await closePullRequestsOf(
        call.repository,
        ref.replace(/^refs\/heads\//, ''),
        tip,
      );
      return { status: 204 };
    },
  },
];

async function presentTree(call: ApiCall, sha: string, recursive: boolean) {
  const { git } = call.repository;
  const top = await git.readTree(sha);
  if (!top) {
    throw GithubError.notFound();
  }
  const entries = recursive ? await listRecursively(git, sha) : top;
  return {
    sha,
    url: call.urls.repository(call.repository, `git/trees/${sha}`),
    tree: await Promise.all(
      entries.map(async ({ path, mode, type, oid }) => ({
        path,
        mode,
        type,
        sha: oid,
        ...(type === 'blob' && {
          size: (await git.readBlob(oid))?.length ?? 0,
        }),
        url: call.urls.repository(call.repository, `git/${type}s/${oid}`),
      })),
    ),
    truncated: false,
  };
}

function presentRef(call: ApiCall, ref: string, sha: string) {
  return {
    ref,
    node_id: nodeId('Ref', ref),
    url: call.urls.repository(call.repository, `git/${ref}`),
    object: {
      sha,
      type: 'commit',
      url: call.urls.repository(call.repository, `git/commits/${sha}`),
    },
  };
}

async function requireRef(
  { repository }: ApiCall,
  ref: string,
): Promise<string> {
  const sha = await repository.git.readRef(ref);
  if (!sha) {
    throw new GithubError(422, 'Reference does not exist');
  }
  return sha;
}

async function assertCommit(
  { repository }: ApiCall,
  sha: string,
): Promise<void> {
  if (!(await repository.git.readCommit(sha))) {
    throw new GithubError(422, 'Object does not exist');
  }
}

async function assertObject(
  { repository: { git } }: ApiCall,
  oid: string | null,
): Promise<void> {
  if (
    oid !== null &&
    !(await git.readBlob(oid)) &&
    !(await git.readTree(oid))
  ) {
    throw new GithubError(422, `tree.sha ${oid} is not a valid blob`);
  }
}

function sign(
  { repository, user }: ApiCall,
  person?: z.infer<typeof personBody>,
): Signature {
  const now = repository.sign(user);
  if (!person) {
    return now;
  }
  const { name, email, date } = person;
  return {
    ...now,
    name,
    email,
    timestamp: date ? Math.floor(Date.parse(date) / 1000) : now.timestamp,
  };
}
