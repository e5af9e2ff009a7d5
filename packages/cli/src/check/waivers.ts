import {
  API_VERSION,
  parseYaml,
  type Problem,
  type RepositoryFile,
  strictObject,
} from '@corridors/model';
import { z } from 'zod';
import { WAIVERS_FILE } from '../repository/repository';

/** A result that is accepted for a time. */
export interface Waiver {
  /** Id of the result. */
  readonly finding: string;
  readonly reason: string;
  /** The last day on which it holds, `YYYY-MM-DD`, in UTC. */
  readonly expires: string;
  /** Who answers for it. */
  readonly approvedBy: string;
  /** Line in the file of waivers, from 1. */
  readonly line: number;
}

/** Waivers of a repository, and what is wrong with their file; then none of them holds. */
export interface Waivers {
  readonly waivers: readonly Waiver[];
  readonly problems: readonly Problem[];
}

const text = z.string().trim().min(1, 'must not be empty');

const waiverSchema = strictObject({
  finding: text,
  reason: text,
  expires: z.iso.date('must be a date that there is, as 2027-01-31'),
  approvedBy: text,
});

const fileSchema = strictObject({
  apiVersion: z.literal(API_VERSION),
  kind: z.literal('Waivers'),
  spec: strictObject({ waivers: z.array(waiverSchema) }),
});

/**
 * Reads `.corridors/waivers.yaml`, strictly. Without the file there are no waivers.
 *
 * @param today - `YYYY-MM-DD`; a waiver that ends more than a year later is none for a time
 */
export function readWaivers(
  files: readonly RepositoryFile[],
  today: string,
): Waivers {
  const file = files.find(({ path }) => path === WAIVERS_FILE);
  if (file === undefined) {
    return { waivers: [], problems: [] };
  }
  const parsed = parseYaml(fileSchema, file.content, WAIVERS_FILE);
  if (!parsed.ok) {
    return { waivers: [], problems: parsed.problems };
  }
  const { value, locate } = parsed.value;
  const { waivers } = value.spec;
  const problems = [...doubles(waivers), ...tooLong(waivers, today)];
  return problems.length > 0
    ? { waivers: [], problems: problems.map(locate) }
    : {
        waivers: waivers.map((waiver, i) => ({
          ...waiver,
          line: locate({ field: `spec.waivers[${i}]` }).line,
        })),
        problems: [],
      };
}

type WrittenWaiver = Omit<Waiver, 'line'>;

function doubles(waivers: readonly WrittenWaiver[]): Problem[] {
  return waivers.flatMap(({ finding }, i) => {
    const first = waivers.findIndex(other => other.finding === finding);
    return first === i
      ? []
      : [
          problemOf(
            'waived-twice',
            `spec.waivers[${i}]`,
            `waives what spec.waivers[${first}] waives already; keep one.`,
          ),
        ];
  });
}

function tooLong(waivers: readonly WrittenWaiver[], today: string): Problem[] {
  const [year = '', ...rest] = today.split('-');
  const last = [String(Number(year) + 1).padStart(4, '0'), ...rest].join('-');
  return waivers.flatMap(({ expires }, i) =>
    expires > last
      ? [
          problemOf(
            'waived-too-long',
            `spec.waivers[${i}].expires`,
            `is ${expires}, more than a year ahead; the last day that may be written today is ${last}.`,
          ),
        ]
      : [],
  );
}

function problemOf(code: string, field: string, fault: string): Problem {
  return { code, severity: 'error', field, message: `${field} ${fault}` };
}
