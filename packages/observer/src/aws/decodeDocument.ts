/**
 * A policy document as JSON text. IAM writes documents URL-encoded, by RFC 3986 (source: IAM API reference, "GetRole");
 * what is not encoded, or not properly, stays as it is, for the parser of policies to accept or refuse.
 */
export function decodeDocument(document: string | undefined): string {
  const text = document ?? '';
  if (text.trimStart().startsWith('{')) {
    return text;
  }
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) {
      return text;
    }
    throw error;
  }
}
