import type { Problem } from '../problems';

const FIELD = 'metadata.name';

/** The name in the file is not the one that its place in the repository gives it. */
export function nameMismatch(expected: string, actual: string): Problem {
  const message = `${FIELD} is "${actual}", but its place in the repository says "${expected}"; the two must agree.`;
  return {
    code: 'name-mismatch',
    severity: 'error',
    message,
    field: FIELD,
    related: actual,
  };
}

/** Two folders say the same name. */
export function nameClaimedTwice(name: string, rival: string): Problem {
  const message = `${FIELD} "${name}" is claimed by corridors/${rival} too; a name belongs to one folder.`;
  return {
    code: 'name-claimed-twice',
    severity: 'error',
    message,
    field: FIELD,
    related: rival,
  };
}
