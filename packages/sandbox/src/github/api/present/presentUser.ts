import type { Urls } from '../Urls';

/** A user as GitHub shows one inside of other answers. */
export function presentUser(urls: Urls, login: string) {
  return {
    login,
    id: idOf(login),
    node_id: nodeId('User', login),
    avatar_url: '',
    url: urls.user(login),
    html_url: `${urls.origin}/${login}`,
    type: 'User',
    site_admin: false,
  };
}

/** Opaque id for GraphQL. */
export function nodeId(type: string, key: string | number): string {
  return Buffer.from(`${type}:${key}`).toString('base64url');
}

/** A number that a name always gets. */
function idOf(login: string): number {
  return [...login].reduce(
    (sum, character) => (sum * 31 + character.charCodeAt(0)) % 1_000_000_007,
    7,
  );
}
