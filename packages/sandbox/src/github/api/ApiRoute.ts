import type { Request } from 'express';
import type { z } from 'zod';
import { GithubError } from '../hosting/GithubError';
import type { HostedRepository } from '../hosting/HostedRepository';
import type { GithubUser } from '../options';
import type { Urls } from './Urls';

/** A request about one repository, by somebody who may make it. */
export interface ApiCall {
  readonly user: GithubUser;
  readonly repository: HostedRepository;
  readonly urls: Urls;
  readonly request: Request;
}

/** What is answered; a stream or a buffer goes out as it is, everything else as JSON. */
export interface ApiAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** One operation below `/repos/{owner}/{repo}`. */
export interface ApiRoute {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Express path after `/repos/:owner/:repo`. */
  readonly path: string;
  readonly handle: (call: ApiCall) => Promise<ApiAnswer>;
}

/** A parameter of the path, decoded. */
export function parameter({ request }: ApiCall, name: string): string {
  return request.params[name] ?? '';
}

/** A number in the path; anything else is not found. */
export function numberParameter(call: ApiCall, name: string): number {
  const value = parameter(call, name);
  if (!/^\d{1,9}$/.test(value)) {
    throw GithubError.notFound();
  }
  return Number(value);
}

/** A parameter of the query; undefined when absent, empty or given twice. */
export function query({ request }: ApiCall, name: string): string | undefined {
  const value = request.query[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** @throws GithubError 422 naming the first field that does not fit */
export function parseBody<T>({ request }: ApiCall, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(request.body ?? {});
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.path.join('/') ?? '';
    throw new GithubError(
      422,
      `Invalid request.\n\nFor 'properties/${field}', ${
        issue?.message ?? 'it is invalid'
      }.`,
    );
  }
  return parsed.data;
}

/** One page of a list, with the links that lead to the others (GitHub Docs, "Using pagination in the REST API"). */
export function page<T>(
  call: ApiCall,
  items: readonly T[],
): { items: readonly T[]; headers: Record<string, string> } {
  const size = Math.min(
    Math.max(Number(query(call, 'per_page')) || 30, 1),
    100,
  );
  const number = Math.max(Number(query(call, 'page')) || 1, 1);
  const last = Math.max(Math.ceil(items.length / size), 1);
  const link = (to: number, rel: string) => {
    const url = new URL(`${call.urls.origin}${call.request.originalUrl}`);
    url.searchParams.set('page', String(to));
    return `<${url}>; rel="${rel}"`;
  };
  const links = [
    ...(number > 1 ? [link(number - 1, 'prev'), link(1, 'first')] : []),
    ...(number < last ? [link(number + 1, 'next'), link(last, 'last')] : []),
  ];
  return {
    items: items.slice((number - 1) * size, number * size),
    headers: links.length > 0 ? { link: links.join(', ') } : {},
  };
}

/** Answers one page of a list. */
export async function answerPage<T, R>(
  call: ApiCall,
  items: readonly T[],
  present: (item: T) => R | Promise<R>,
): Promise<ApiAnswer> {
  const { items: shown, headers } = page(call, items);
  return { headers, body: await Promise.all(shown.map(present)) };
}
