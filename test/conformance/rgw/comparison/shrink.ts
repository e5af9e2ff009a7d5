import type { Cell, Documents } from '../cells/Cell';
import type { PolicyDocument, Statement } from '../cells/PolicyDocument';

const MOST_TRIALS = 400;

/**
 * Takes parts away from a cell's policies for as long as something still holds.
 *
 * @param holds - whether the cell still shows what is looked for
 */
export async function shrink(
  cell: Cell,
  holds: (cell: Cell) => Promise<boolean>,
): Promise<Cell> {
  let smallest = cell;
  let trials = 0;
  for (;;) {
    let smaller: Cell | undefined;
    for (const documents of smallerDocuments(smallest.documents)) {
      trials += 1;
      if (trials > MOST_TRIALS) {
        return smallest;
      }
      const candidate = { ...smallest, documents };
      if (await holds(candidate)) {
        smaller = candidate;
        break;
      }
    }
    if (!smaller) {
      return smallest;
    }
    smallest = smaller;
  }
}

function* smallerDocuments(documents: Documents): Generator<Documents> {
  const { identity, session, bucket } = documents;
  if (bucket) {
    yield { identity, ...(session && { session }) };
  }
  if (session) {
    yield { identity, ...(bucket && { bucket }) };
  }
  for (const fewer of withoutOne(identity)) {
    yield { ...documents, identity: fewer };
  }
  if (bucket) {
    for (const smaller of smallerDocument(bucket)) {
      yield { ...documents, bucket: smaller };
    }
  }
  if (session) {
    for (const smaller of smallerDocument(session)) {
      yield { ...documents, session: smaller };
    }
  }
  for (const [i, document] of identity.entries()) {
    for (const smaller of smallerDocument(document)) {
      yield { ...documents, identity: identity.with(i, smaller) };
    }
  }
}

function* smallerDocument(document: PolicyDocument): Generator<PolicyDocument> {
  const { Statement } = document;
  if (Statement.length > 1) {
    for (const fewer of withoutOne(Statement)) {
      yield { ...document, Statement: fewer };
    }
  }
  for (const [i, statement] of Statement.entries()) {
    for (const smaller of smallerStatement(statement)) {
      yield { ...document, Statement: Statement.with(i, smaller) };
    }
  }
}

function* smallerStatement(statement: Statement): Generator<Statement> {
  const { Condition, ...unconditional } = statement;
  if (Condition) {
    yield unconditional;
    const operators = Object.entries(Condition);
    if (operators.length > 1) {
      for (const fewer of withoutOne(operators)) {
        yield { ...unconditional, Condition: Object.fromEntries(fewer) };
      }
    }
    for (const [operator, keys] of operators) {
      for (const [key, values] of Object.entries(keys)) {
        for (const fewer of withoutOneOfSeveral(values)) {
          yield {
            ...unconditional,
            Condition: { ...Condition, [operator]: { ...keys, [key]: fewer } },
          };
        }
      }
    }
  }
  for (const element of [
    'Action',
    'NotAction',
    'Resource',
    'NotResource',
  ] as const) {
    for (const fewer of withoutOneOfSeveral(statement[element] ?? [])) {
      yield { ...statement, [element]: fewer };
    }
  }
  for (const element of ['Principal', 'NotPrincipal'] as const) {
    const value = statement[element];
    if (value !== undefined && value !== '*') {
      for (const fewer of withoutOneOfSeveral(value.AWS)) {
        yield { ...statement, [element]: { AWS: fewer } };
      }
    }
  }
}

function withoutOne<T>(items: readonly T[]): T[][] {
  return items.map((_, i) => items.toSpliced(i, 1));
}

function withoutOneOfSeveral<T>(items: readonly T[]): T[][] {
  return items.length > 1 ? withoutOne(items) : [];
}
