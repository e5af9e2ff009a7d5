import { PolicyParseError } from '../parsing/PolicyParseError';

/** An object of a document, its members not yet parsed. */
export type Members = Readonly<Record<string, unknown>>;

/** A chosen one of two elements that exclude each other. */
export interface Choice {
  readonly value: unknown;
  readonly isNegated: boolean;
  readonly path: string;
}

/** The element or its `Not…` form; both are a contradiction. @throws {@link PolicyParseError} `conflicting-elements` */
export function choose(
  members: Members,
  name: string,
  path: string,
): Choice | undefined {
  const negatedName = `Not${name}`;
  const isPlain = Object.hasOwn(members, name);
  const isNegated = Object.hasOwn(members, negatedName);
  if (isPlain && isNegated) {
    throw new PolicyParseError(
      'conflicting-elements',
      path,
      `holds both ${name} and ${negatedName}`,
    );
  }
  if (!isPlain && !isNegated) {
    return undefined;
  }
  const chosen = isPlain ? name : negatedName;
  return { value: members[chosen], isNegated, path: `${path}.${chosen}` };
}

/** @throws {@link PolicyParseError} `missing-element` when neither form is there */
export function required(
  choice: Choice | undefined,
  name: string,
  path: string,
): Choice {
  if (!choice) {
    throw new PolicyParseError(
      'missing-element',
      path,
      `the statement has neither ${name} nor Not${name}`,
    );
  }
  return choice;
}

/** @throws {@link PolicyParseError} `element-not-allowed` when one of the forms is there */
export function refuseElement(
  choice: Choice | undefined,
  problem: string,
): void {
  if (choice) {
    throw new PolicyParseError('element-not-allowed', choice.path, problem);
  }
}
