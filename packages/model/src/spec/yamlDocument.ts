import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  parseAllDocuments,
  visit,
} from 'yaml';
import type { Document, Node, YAMLParseError, YAMLWarning } from 'yaml';

import type { Parsed, Problem } from '../problems';
import { findDirectionalCharacter } from './visibleText';

const MAXIMUM_CHARACTERS = 64 * 1024;
/** More faults of one file help nobody. */
const MAXIMUM_FAULTS = 20;

/** One YAML document as plain data, and where each of its fields stands. */
export interface YamlDocument {
  readonly value: unknown;
  /** Position of a field, or of the nearest one around it that exists. */
  positionOf(path: readonly PropertyKey[]): { line: number; column: number };
}

/**
 * Reads a file that must hold exactly one mapping. Anchors and aliases are refused: a spec has no use for them, and
 * they let a small file grow without end.
 */
export function readYamlDocument(
  text: string,
  file: string,
): Parsed<YamlDocument> {
  const refuse = (
    code: string,
    message: string,
    line = 1,
    column = 1,
  ): Parsed<YamlDocument> => ({
    ok: false,
    problems: [{ code, severity: 'error', message, file, line, column }],
  });
  if (text.length > MAXIMUM_CHARACTERS) {
    return refuse(
      'too-large',
      `${file} has ${text.length} characters; at most ${MAXIMUM_CHARACTERS} are read.`,
    );
  }
  const lines = new LineCounter();
  const position = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
  });
  const directional = findDirectionalCharacter(text);
  if (directional) {
    const { line, column } = position(directional.offset);
    return refuse('hidden-character', directional.message, line, column);
  }
  if (!Array.isArray(documents) || documents.length === 0) {
    return refuse(
      'not-a-mapping',
      `${file} is empty; it must hold one mapping of fields.`,
    );
  }
  const [document, second] = documents;
  if (!document) {
    return refuse(
      'not-a-mapping',
      `${file} is empty; it must hold one mapping of fields.`,
    );
  }
  const faults = [...document.errors, ...document.warnings]
    .slice(0, MAXIMUM_FAULTS)
    .map(
      (fault): Problem => ({
        ...describeFault(fault),
        severity: 'error',
        file,
        ...position(fault.pos[0]),
      }),
    );
  if (faults.length > 0) {
    return { ok: false, problems: faults };
  }
  if (second) {
    const { line, column } = position(second.range[0]);
    return refuse(
      'several-documents',
      `${file} holds ${documents.length} documents; it must hold one.`,
      line,
      column,
    );
  }
  const anchor = firstAnchor(document);
  if (anchor?.range) {
    const { line, column } = position(anchor.range[0]);
    return refuse(
      'anchor',
      'Anchors and aliases are not read; write the value out.',
      line,
      column,
    );
  }
  if (!isMap(document.contents)) {
    return refuse(
      'not-a-mapping',
      `${file} must hold a mapping of fields, as "kind: Corridor".`,
    );
  }
  const value: unknown = document.toJS();
  return {
    ok: true,
    value: { value, positionOf: path => position(offsetOf(document, path)) },
  };
}

function describeFault({
  code,
  message,
}: YAMLParseError | YAMLWarning): Pick<Problem, 'code' | 'message'> {
  switch (code) {
    case 'DUPLICATE_KEY':
      return {
        code: 'duplicate-field',
        message: 'This field is written twice; keep one.',
      };
    case 'RESOURCE_EXHAUSTION':
      return {
        code: 'too-deep',
        message: 'This is nested too deeply to be read.',
      };
    default:
      return { code: 'not-yaml', message: `${message}.` };
  }
}

function firstAnchor(document: Document): Node | undefined {
  let found: Node | undefined;
  visit(document, (_, node) => {
    if (
      isNode(node) &&
      (isAlias(node) ||
        ((isScalar(node) || isCollection(node)) && node.anchor !== undefined))
    ) {
      found = node;
      return visit.BREAK;
    }
    return undefined;
  });
  return found;
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? node.range?.[0] ?? 0 : 0;
  for (const key of path) {
    if (!isCollection(node)) {
      return offset;
    }
    const item = isMap(node)
      ? node.items.find(
          pair => isScalar(pair.key) && String(pair.key.value) === String(key),
        )
      : node.items[Number(key)];
    if (item === undefined) {
      return offset;
    }
    const anchor = isPair(item) ? item.key : item;
    offset = isNode(anchor) ? anchor.range?.[0] ?? offset : offset;
    node = isPair(item) ? item.value : item;
  }
  return offset;
}
