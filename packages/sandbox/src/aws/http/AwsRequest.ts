/** A request as it came over the wire, the body still unread. */
export interface AwsRequest {
  readonly id: string;
  readonly at: Date;
  readonly method: string;
  /** `Host` header: name and port. */
  readonly host: string;
  /** Percent-encoded, as sent. */
  readonly path: string;
  /** Decoded. A name without a value has the empty string. */
  readonly query: URLSearchParams;
  /** Names in lower case; several values of one name joined by a comma. */
  readonly headers: ReadonlyMap<string, string>;
  readonly isSecure: boolean;
  /** `1.2` or `1.3`. */
  readonly tlsVersion?: string;
  readonly sourceIp: string;
  /** Reads the body; it can be read once. Tells a client that waits for `100 Continue` to go on. */
  readBody(): Promise<Buffer>;
}

/** What goes back. */
export interface AwsResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}
