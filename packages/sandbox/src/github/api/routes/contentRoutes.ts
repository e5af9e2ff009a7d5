import { z } from 'zod';
import type { TreeEntry } from '../../git/objects';
import { findEntry } from '../../git/trees';
import { commitToBranch } from '../../hosting/commitFiles';
import { GithubError } from '../../hosting/GithubError';
import {
  type ApiAnswer,
  type ApiCall,
  type ApiRoute,
  parameter,
  parseBody,
  query,
} from '../ApiRoute';
import { presentGitCommit } from '../present';

const commitFields = {
  message: z.string(),
  branch: z.string().optional(),
  sha: z.string().optional(),
};
const putBody = z.object({ ...commitFields, content: z.base64() });
const deleteBody = z.object({ ...commitFields, sha: z.string() });

/** Files and folders by path, read and written. */
export const contentRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/contents/:path(*)?',
    handle: async call => {
      const { repository } = call;
      const path = normalize(parameter(call, 'path'));
      const ref = query(call, 'ref') ?? repository.defaultBranch;
      const entry = await entryAt(call, ref, path);
      if (!entry || entry.type === 'commit') {
        throw GithubError.notFound();
      }
      if (entry.type === 'tree') {
        const children = (await repository.git.readTree(entry.oid)) ?? [];
        const list = children.map(child =>
          describe(
            call,
            ref,
            path ? `${path}/${child.path}` : child.path,
            child,
          ),
        );
        return { body: await Promise.all(list) };
      }
      const content =
        (await repository.git.readBlob(entry.oid)) ?? Buffer.alloc(0);
      if (/\.raw\b/.test(call.request.headers.accept ?? '')) {
        return {
          headers: {
            'content-type': 'application/vnd.github.raw; charset=utf-8',
          },
          body: content,
        };
      }
      return {
        body: {
          ...(await describe(call, ref, path, entry)),
          content: content.toString('base64'),
          encoding: 'base64',
        },
      };
    },
  },
  {
    method: 'put',
    path: '/contents/:path(*)',
    handle: async call => {
      const body = parseBody(call, putBody);
      const { git } = call.repository;
      const path = normalize(parameter(call, 'path'));
      const branch = body.branch ?? call.repository.defaultBranch;
      const present = await entryAt(call, branch, path);
      assertExpected(path, present, body.sha);
      const oid = await git.writeBlob(Buffer.from(body.content, 'base64'));
      const answer = await commit(call, branch, body.message, {
        path,
        mode: '100644',
        oid,
      });
      return { status: present ? 200 : 201, body: answer };
    },
  },
  {
    method: 'delete',
    path: '/contents/:path(*)',
    handle: async (call): Promise<ApiAnswer> => {
      const body = parseBody(call, deleteBody);
      const path = normalize(parameter(call, 'path'));
      const branch = body.branch ?? call.repository.defaultBranch;
      const present = await entryAt(call, branch, path);
      if (!present) {
        throw GithubError.notFound();
      }
      assertExpected(path, present, body.sha);
      return {
        body: await commit(call, branch, body.message, {
          path,
          mode: '100644',
          oid: null,
        }),
      };
    },
  },
];

async function entryAt(
  { repository }: ApiCall,
  revision: string,
  path: string,
): Promise<TreeEntry | undefined> {
  const found = await repository.git.readCommit(
    await repository.requireCommit(revision),
  );
  return found && findEntry(repository.git, found.tree, path);
}

/** Two writers cannot overwrite each other: a file that exists is replaced by whoever knows its present blob. */
function assertExpected(
  path: string,
  present: TreeEntry | undefined,
  sha: string | undefined,
): void {
  if (present && !sha) {
    throw new GithubError(422, `Invalid request.\n\n"sha" wasn't supplied.`);
  }
  if (sha && present?.oid !== sha) {
    throw new GithubError(409, `${path} does not match ${sha}`);
  }
}

async function commit(
  call: ApiCall,
  branch: string,
  message: string,
  change: {
    readonly path: string;
    readonly mode: string;
    readonly oid: string | null;
  },
) {
  const { repository, urls } = call;
  const signature = repository.sign(call.user);
  const sha = await commitToBranch(repository, branch, [change], {
    message,
    author: signature,
    committer: signature,
  });
  const written = await repository.git.readCommit(sha);
  const entry =
    written && (await findEntry(repository.git, written.tree, change.path));
  return {
    content: entry ? await describe(call, branch, change.path, entry) : null,
    commit: written && presentGitCommit(urls, repository, written),
  };
}

async function describe(
  { repository, urls }: ApiCall,
  ref: string,
  path: string,
  entry: TreeEntry,
) {
  const isFile = entry.type === 'blob';
  const url = `${urls.repository(repository, `contents/${path}`)}?ref=${ref}`;
  const html = urls.page(
    repository,
    `${isFile ? 'blob' : 'tree'}/${ref}/${path}`,
  );
  const object = urls.repository(repository, `git/${entry.type}s/${entry.oid}`);
  return {
    type: isFile ? 'file' : 'dir',
    name: path.split('/').at(-1) ?? '',
    path,
    sha: entry.oid,
    size: isFile ? (await repository.git.readBlob(entry.oid))?.length ?? 0 : 0,
    url,
    html_url: html,
    git_url: object,
    download_url: isFile ? urls.raw(repository, ref, path) : null,
    _links: { self: url, git: object, html },
  };
}

function normalize(path: string): string {
  return path.split('/').filter(Boolean).join('/');
}
