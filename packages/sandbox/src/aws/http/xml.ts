import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import { AwsError } from './AwsError';

/** An element: text, elements inside, several of the same name, or an empty one. */
export type XmlNode =
  | string
  | number
  | boolean
  | undefined
  | readonly XmlNode[]
  | { readonly [name: string]: XmlNode };

const ATTRIBUTE = '@';

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: ATTRIBUTE,
  suppressEmptyNode: true,
});

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  removeNSPrefix: true,
  processEntities: true,
});

/** XML 1.0 has no way to write these characters; clients are sent them URL-encoded or not at all. */
const UNWRITABLE = /(?![\t\n\r\u007f-\u009f])\p{Cc}/gu;

type XmlElements = { readonly [name: string]: XmlNode };

function writableElements(elements: XmlElements): XmlElements {
  return Object.fromEntries(
    Object.entries(elements)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, writable(value)]),
  );
}

function isList(node: XmlNode): node is readonly XmlNode[] {
  return Array.isArray(node);
}

function writable(node: XmlNode): XmlNode {
  if (typeof node === 'string') {
    return node.replace(UNWRITABLE, '\ufffd');
  }
  if (isList(node)) {
    return node.map(writable);
  }
  return typeof node === 'object' ? writableElements(node) : node;
}

/** Writes a document with one root element, in a namespace. */
export function renderXml(
  root: string,
  content: { readonly [name: string]: XmlNode },
  namespace?: string,
): string {
  const attributes = namespace ? { [`${ATTRIBUTE}xmlns`]: namespace } : {};
  const body: string = builder.build({
    [root]: { ...attributes, ...writableElements(content) },
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${body}`;
}

/** An element that was read: its text, or what is inside by name. */
export type ParsedXml =
  | string
  | { readonly [name: string]: ParsedXml | ParsedXml[] | undefined };

/** The elements of one name inside another. */
export function children(
  parent: ParsedXml | undefined,
  name: string,
): ParsedXml[] {
  if (parent === undefined || typeof parent === 'string') {
    return [];
  }
  const found = parent[name];
  if (found === undefined) {
    return [];
  }
  return Array.isArray(found) ? found : [found];
}

/** The first element of that name. */
export function child(
  parent: ParsedXml | undefined,
  name: string,
): ParsedXml | undefined {
  return children(parent, name)[0];
}

/** The text of the first element of that name. */
export function childText(
  parent: ParsedXml | undefined,
  name: string,
): string | undefined {
  const found = child(parent, name);
  return typeof found === 'string' ? found : undefined;
}

/** The refusal of a document that is not what its operation takes. */
export const malformedXml = () =>
  new AwsError(
    400,
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );

/**
 * Whether the first element of that name says `true`; absent is false.
 *
 * @throws AwsError `MalformedXML` when it says something else
 */
export function childFlag(parent: ParsedXml, name: string): boolean {
  const text = childText(parent, name)?.toLowerCase() ?? 'false';
  if (text !== 'true' && text !== 'false') {
    throw malformedXml();
  }
  return text === 'true';
}

/**
 * Reads a document that a client sent.
 *
 * @throws AwsError `MalformedXML` when it is not well formed or its root is another one
 */
export function parseXml(body: Buffer, root: string): ParsedXml {
  let document: ParsedXml;
  try {
    document = parser.parse(body.toString('utf8'), true) as ParsedXml;
  } catch {
    throw malformedXml();
  }
  const found = child(document, root);
  if (found === undefined) {
    throw malformedXml();
  }
  return found;
}
