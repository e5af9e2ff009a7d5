import type { PolicySource } from '@corridors/policy-engine';

/**
 * The patterns of resources that a policy document names, whatever its statements say of them. Variables count as anything. A
 * document that is no policy names none: it is the compiler that refuses it.
 */
export function resourcePatterns({ document }: PolicySource): string[] {
  return itemsOf(memberOf(asObject(document), 'Statement'))
    .flatMap(statement => [
      ...itemsOf(memberOf(statement, 'Resource')),
      ...itemsOf(memberOf(statement, 'NotResource')),
    ])
    .flatMap(pattern =>
      typeof pattern === 'string' ? [pattern.replace(/\$\{[^}]*\}/g, '*')] : [],
    );
}

function asObject(document: unknown): unknown {
  if (typeof document !== 'string') {
    return document;
  }
  try {
    return JSON.parse(document);
  } catch {
    return undefined;
  }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

function itemsOf(value: unknown): readonly unknown[] {
  if (value === undefined) {
    return [];
  }
  return Array.isArray(value) ? value : [value];
}
