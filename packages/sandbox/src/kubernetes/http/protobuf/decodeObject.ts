import { StatusError, badRequest } from '../../StatusError';
import { recordAt } from '../../objects';
import { FieldType, Message, messages } from './messages';
import { WireReader } from './WireReader';

/** Media type of an object in the protocol buffer envelope. @public */
export const PROTOBUF = 'application/vnd.kubernetes.protobuf';

/** First bytes of the envelope. */
const MAGIC = 'k8s\0';

const envelope: Message = {
  1: [
    'typeMeta',
    {
      type: 'message',
      message: {
        1: ['apiVersion', { type: 'string' }],
        2: ['kind', { type: 'string' }],
      },
    },
  ],
  2: ['raw', { type: 'bytes' }],
};

const utf8 = new TextDecoder();

function decodeTime(bytes: Uint8Array): string | undefined {
  const seconds = decodeMessage(
    { 1: ['seconds', { type: 'number' }] },
    bytes,
  ).seconds;
  return typeof seconds === 'number'
    ? new Date(seconds * 1000).toISOString()
    : undefined;
}

function decodeEntry(
  value: FieldType,
  bytes: Uint8Array,
): Record<string, unknown> {
  const { key = '', value: content } = decodeMessage(
    { 1: ['key', { type: 'string' }], 2: ['value', value] },
    bytes,
  );
  const empty =
    value.type === 'string' || value.type === 'bytes' ? '' : undefined;
  return { [String(key)]: content ?? empty };
}

/** The JSON value of a field, added to what the field already holds. An empty text is a field that was left out. */
function decodeField(
  type: FieldType,
  raw: number | Uint8Array,
  present: unknown,
): unknown {
  if (typeof raw === 'number') {
    return type.type === 'boolean' ? raw !== 0 : raw;
  }
  const list = Array.isArray(present) ? present : [];
  switch (type.type) {
    case 'string':
      return utf8.decode(raw) || undefined;
    case 'strings':
      return [...list, utf8.decode(raw)];
    case 'bytes':
      return Buffer.from(raw).toString('base64');
    case 'time':
      return decodeTime(raw);
    case 'quantity':
      return (
        decodeMessage({ 1: ['text', { type: 'string' }] }, raw).text ?? '0'
      );
    case 'message':
      return decodeMessage(type.message, raw);
    case 'messages':
      return [...list, decodeMessage(type.message, raw)];
    case 'map':
      return {
        ...(typeof present === 'object' ? present : {}),
        ...decodeEntry(type.value, raw),
      };
    case 'number':
    case 'boolean':
      throw new RangeError('a number was sent as text');
    default: {
      const unknown: never = type;
      throw new RangeError(`no such type: ${JSON.stringify(unknown)}`);
    }
  }
}

function decodeMessage(
  message: Message,
  bytes: Uint8Array,
): Record<string, unknown> {
  const reader = new WireReader(bytes);
  const result: Record<string, unknown> = {};
  while (!reader.isAtEnd) {
    const { number, value } = reader.field();
    const field = message[number];
    if (field) {
      const [name, type] = field;
      const decoded = decodeField(type, value, result[name]);
      if (decoded !== undefined) {
        result[name] = decoded;
      }
    }
  }
  return result;
}

/**
 * Reads an object in Kubernetes' protocol buffer envelope, which typed Go clients send. Source: "Kubernetes API Concepts",
 * section "Kubernetes Protobuf encoding".
 *
 * @throws StatusError 400 when the bytes cannot be read, 415 for kinds that the sandbox takes as JSON only
 * @public
 */
export function decodeObject(
  bytes: Uint8Array,
): Readonly<Record<string, unknown>> {
  if (utf8.decode(bytes.subarray(0, 4)) !== MAGIC) {
    throw badRequest(
      'the body of the request does not begin with the prefix of a protobuf object',
    );
  }
  try {
    const { typeMeta, raw } = decodeMessage(envelope, bytes.subarray(4));
    const { apiVersion, kind } = recordAt(typeMeta);
    const message = messages[String(kind)];
    if (!message) {
      throw new StatusError(
        415,
        'UnsupportedMediaType',
        `objects of kind ${kind} are taken as application/json or application/yaml only`,
      );
    }
    return {
      apiVersion,
      kind,
      ...decodeMessage(message, Buffer.from(String(raw ?? ''), 'base64')),
    };
  } catch (error) {
    if (error instanceof RangeError) {
      throw badRequest(
        `the body of the request cannot be read as protobuf: ${error.message}`,
      );
    }
    throw error;
  }
}
