import { findDirectionalCharacter, type Problem } from '@corridors/model';
import {
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  Scalar,
  type Document,
  type Node,
} from 'yaml';

import { isRecord, type LocatedObject } from './locatedObject';
import { statementLines } from './statementLines';

/** A bucket policy has at most 20 KB ("Policies and permissions in Amazon S3"); laid out in YAML it is a few times that. */
const MAXIMUM_CHARACTERS = 256 * 1024;
const MAXIMUM_DOCUMENTS = 100;
/** More faults of one file help nobody. */
const MAXIMUM_FAULTS = 20;

/** The objects of a file, and what of it cannot be read. */
export interface ReadObjects {
  readonly objects: readonly LocatedObject[];
  readonly problems: readonly Problem[];
}

/**
 * Reads every object of a YAML or JSON file. Anchors, aliases and merge keys are refused: a manifest has no use for them, and
 * they let a small file grow without end, or say something else than what is read. When anything in a file is refused, none
 * of its objects is given.
 */
export function readObjects(file: string, content: string): ReadObjects {
  const refuse = (code: string, message: string, line = 1): ReadObjects => ({
    objects: [],
    problems: [{ code, severity: 'error', message, file, line }],
  });
  if (content.length > MAXIMUM_CHARACTERS) {
    return refuse(
      'too-large',
      `${file} has ${content.length} characters; at most ${MAXIMUM_CHARACTERS} are read.`,
    );
  }
  try {
    const lines = new LineCounter();
    const parsed = parseAllDocuments(content, {
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: false,
    });
    const documents = Array.isArray(parsed) ? parsed : [];
    if (documents.length > MAXIMUM_DOCUMENTS) {
      return refuse(
        'too-large',
        `${file} holds ${documents.length} documents; at most ${MAXIMUM_DOCUMENTS} are read.`,
      );
    }
    const lineAt = (offset: number) => Math.max(lines.linePos(offset).line, 1);
    const directional = findDirectionalCharacter(content);
    if (directional) {
      return refuse(
        'hidden-character',
        directional.message,
        lineAt(directional.offset),
      );
    }
    const faults = documents.flatMap(faultsOf).slice(0, MAXIMUM_FAULTS);
    if (faults.length > 0) {
      return {
        objects: [],
        problems: faults.map(({ code, message, offset }) => ({
          code,
          severity: 'error',
          message,
          file,
          line: lineAt(offset),
        })),
      };
    }
    return {
      objects: documents.flatMap(document => {
        const value: unknown = document.toJS();
        return isRecord(value)
          ? [locatedObject(file, value, document, lineAt)]
          : [];
      }),
      problems: [],
    };
  } catch (error) {
    if (error instanceof RangeError) {
      return refuse('too-deep', `${file} is nested too deeply to be read.`);
    }
    throw error;
  }
}

interface Fault {
  readonly code: string;
  readonly message: string;
  readonly offset: number;
}

function faultsOf(document: Document.Parsed): Fault[] {
  const { contents } = document;
  const faults: Fault[] = [...document.errors, ...document.warnings].map(
    ({ code, message, pos: [offset] }) =>
      code === 'RESOURCE_EXHAUSTION'
        ? {
            code: 'too-deep',
            message: 'This is nested too deeply to be read.',
            offset,
          }
        : { code: 'not-yaml', message: `${message}.`, offset },
  );
  if (faults.length > 0) {
    return faults;
  }
  if (contents !== null && !isMap(contents) && !isEmpty(contents)) {
    return [
      {
        code: 'not-a-mapping',
        message: 'A document must hold a mapping of fields.',
        offset: contents.range[0],
      },
    ];
  }
  const found = isNode(contents) ? firstFault(contents) : undefined;
  return found ? [found] : [];
}

function isEmpty(node: Node): boolean {
  return isScalar(node) && node.value === null;
}

/** What a reader of another kind would take otherwise: anchors, aliases, merge keys, keys that are given twice. */
function firstFault(node: Node): Fault | undefined {
  const offset = node.range?.[0] ?? 0;
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) {
    return anchorAt(offset);
  }
  if (node.anchor !== undefined) {
    return anchorAt(offset);
  }
  if (isScalar(node)) {
    return undefined;
  }
  const keys = new Set<string>();
  for (const item of node.items) {
    const key = isPair(item) ? item.key : undefined;
    const child = isPair(item) ? item.value : item;
    if (isPair(item)) {
      const fault = keyFault(key, keys, offset);
      if (fault) {
        return fault;
      }
    }
    const fault = isNode(child) ? firstFault(child) : undefined;
    if (fault) {
      return fault;
    }
  }
  return undefined;
}

function keyFault(
  key: unknown,
  seen: Set<string>,
  around: number,
): Fault | undefined {
  const offset = isNode(key) ? key.range?.[0] ?? around : around;
  if (!isScalar(key)) {
    return {
      code: 'not-yaml',
      message: 'The name of a field must be text.',
      offset,
    };
  }
  if (key.anchor !== undefined) {
    return anchorAt(offset);
  }
  const name = String(key.value);
  if (name === '<<') {
    return {
      code: 'merge-key',
      message: 'Merge keys are not read; write the fields out.',
      offset,
    };
  }
  if (seen.has(name)) {
    return {
      code: 'duplicate-field',
      message: `${name} is written twice; keep one.`,
      offset,
    };
  }
  seen.add(name);
  return undefined;
}

function anchorAt(offset: number): Fault {
  return {
    code: 'anchor',
    message: 'Anchors and aliases are not read; write the value out.',
    offset,
  };
}

function locatedObject(
  file: string,
  value: Readonly<Record<string, unknown>>,
  document: Document.Parsed,
  lineAt: (offset: number) => number,
): LocatedObject {
  return {
    file,
    value,
    lineOf: path => lineAt(placeOf(document, path).offset),
    statementLinesOf(path) {
      const { node } = placeOf(document, path);
      if (isMap(node)) {
        const statement: unknown = node.get('Statement', true);
        const items: readonly unknown[] = isSeq(statement)
          ? statement.items
          : [statement];
        return items.map(item =>
          lineAt(isNode(item) ? item.range?.[0] ?? 0 : 0),
        );
      }
      if (
        !isScalar(node) ||
        typeof node.value !== 'string' ||
        node.type !== Scalar.BLOCK_LITERAL
      ) {
        return undefined;
      }
      const first = lineAt(node.range?.[0] ?? 0) + 1;
      return statementLines(node.value).map(line => first + line);
    },
  };
}

/** The node at a path, and where its key stands; of a path that does not exist, the nearest offset around it. */
function placeOf(
  document: Document.Parsed,
  path: readonly PropertyKey[],
): { node: unknown; offset: number } {
  let node: unknown = document.contents;
  let offset = isNode(node) ? node.range?.[0] ?? 0 : 0;
  for (const key of path) {
    const items: readonly unknown[] =
      isMap(node) || isSeq(node) ? node.items : [];
    const item = isMap(node)
      ? node.items.find(
          pair => isScalar(pair.key) && String(pair.key.value) === String(key),
        )
      : items[Number(key)];
    if (item === undefined) {
      return { node: undefined, offset };
    }
    const anchor = isPair(item) ? item.key : item;
    offset = isNode(anchor) ? anchor.range?.[0] ?? offset : offset;
    node = isPair(item) ? item.value : item;
  }
  return { node, offset };
}
