import { buildSchema, graphql } from 'graphql';
import { z } from 'zod';
import { nodeId, presentUser } from '../api/present';
import type { Urls } from '../api/Urls';
import type { HostedRepository } from '../hosting/HostedRepository';
import type { Hosting } from '../hosting/Hosting';
import type { PullRequestRecord } from '../hosting/PullRequestRecord';
import { withTips } from '../hosting/pullRequests';
import type { GithubUser } from '../options';

/** The part of GitHub's schema that pull requests by branch need; names and types as there. */
const schema = buildSchema(`
  scalar URI
  scalar GitObjectID
  enum PullRequestState { CLOSED MERGED OPEN }
  type Query { viewer: User! repository(owner: String!, name: String!): Repository }
  type User { login: String! name: String url: URI! }
  type Repository {
    id: ID! name: String! nameWithOwner: String! url: URI! defaultBranchRef: Ref
    ref(qualifiedName: String!): Ref
    pullRequest(number: Int!): PullRequest
    pullRequests(first: Int, states: [PullRequestState!], headRefName: String): PullRequestConnection!
  }
  type Ref {
    id: ID! name: String! target: GitObject
    associatedPullRequests(first: Int, states: [PullRequestState!]): PullRequestConnection!
  }
  type GitObject { oid: GitObjectID! }
  type PullRequestConnection { totalCount: Int! nodes: [PullRequest] edges: [PullRequestEdge] }
  type PullRequestEdge { node: PullRequest }
  type PullRequest {
    id: ID! number: Int! url: URI! title: String! body: String! state: PullRequestState!
    headRefName: String! headRefOid: GitObjectID! baseRefName: String! author: User
  }
`);

const bodySchema = z.object({
  query: z.string().max(100_000),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

interface Selection {
  readonly first?: number;
  readonly states?: readonly string[];
  readonly headRefName?: string;
}

/** Answers one GraphQL request on behalf of a user. */
export async function executeGraphql(
  hosting: Hosting,
  urls: Urls,
  user: GithubUser,
  body: unknown,
) {
  const { query, variables } = bodySchema.parse(body);
  return graphql({
    schema,
    source: query,
    variableValues: variables ?? {},
    rootValue: {
      viewer: presentPerson(urls, user.login),
      repository: ({ owner, name }: { owner: string; name: string }) => {
        const repository = hosting.find(owner, name);
        return repository ? presentRepository(urls, repository) : null;
      },
    },
  });
}

function presentRepository(urls: Urls, repository: HostedRepository) {
  return {
    id: nodeId('Repository', repository.id),
    name: repository.name,
    nameWithOwner: repository.fullName,
    url: urls.page(repository),
    defaultBranchRef: () =>
      presentRef(urls, repository, repository.defaultBranch),
    ref: ({ qualifiedName }: { qualifiedName: string }) =>
      presentRef(urls, repository, qualifiedName.replace(/^refs\/heads\//, '')),
    pullRequest: ({ number }: { number: number }) => {
      const pull = repository.records.current.pulls.find(
        candidate => candidate.number === number,
      );
      return pull ? presentPull(urls, repository, pull) : null;
    },
    pullRequests: (selection: Selection) =>
      presentConnection(urls, repository, selection),
  };
}

async function presentRef(
  urls: Urls,
  repository: HostedRepository,
  branch: string,
) {
  const oid = await repository.branchTip(branch);
  return oid
    ? {
        id: nodeId('Ref', branch),
        name: branch,
        target: { oid },
        associatedPullRequests: (selection: Selection) =>
          presentConnection(urls, repository, {
            ...selection,
            headRefName: branch,
          }),
      }
    : null;
}

async function presentConnection(
  urls: Urls,
  repository: HostedRepository,
  selection: Selection,
) {
  const found = repository.records.current.pulls.filter(
    pull =>
      (!selection.states || selection.states.includes(stateOf(pull))) &&
      (!selection.headRefName || pull.head.ref === selection.headRefName),
  );
  const nodes = await Promise.all(
    found
      .slice(0, selection.first ?? found.length)
      .map(pull => presentPull(urls, repository, pull)),
  );
  return {
    totalCount: found.length,
    nodes,
    edges: nodes.map(node => ({ node })),
  };
}

async function presentPull(
  urls: Urls,
  repository: HostedRepository,
  record: PullRequestRecord,
) {
  const pull = await withTips(repository, record);
  return {
    id: nodeId('PullRequest', `${repository.fullName}#${pull.number}`),
    number: pull.number,
    url: urls.page(repository, `pull/${pull.number}`),
    title: pull.title,
    body: pull.body,
    state: stateOf(pull),
    headRefName: pull.head.ref,
    headRefOid: pull.head.sha,
    baseRefName: pull.base.ref,
    author: presentPerson(urls, pull.author),
  };
}

function presentPerson(urls: Urls, login: string) {
  return { login, name: login, url: presentUser(urls, login).html_url };
}

function stateOf(pull: PullRequestRecord): string {
  if (pull.merged) {
    return 'MERGED';
  }
  return pull.state === 'open' ? 'OPEN' : 'CLOSED';
}
