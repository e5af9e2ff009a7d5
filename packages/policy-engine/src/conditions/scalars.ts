const DECIMAL = /^[+-]?\d+(\.\d+)?$/;

/** A decimal number, or undefined when the text is none. */
export function parseDecimal(text: string): number | undefined {
  return DECIMAL.test(text) ? Number(text) : undefined;
}

/** `true` or `false` in any case, or undefined when the text is neither. */
export function parseBoolean(text: string): boolean | undefined {
  switch (text) {
    case 'true':
      return true;
    case 'false':
      return false;
    default: {
      const folded = text.toLowerCase();
      return folded === text ? undefined : parseBoolean(folded);
    }
  }
}

const BASE64 =
  /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$/;

/** The text itself when it is padded base64, of which there is one for the same bytes; else undefined. */
export function parseBase64(text: string): string | undefined {
  return BASE64.test(text) ? text : undefined;
}
