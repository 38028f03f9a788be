import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** The smallest first. */
const encodings = ['br', 'gzip', 'identity'] as const;
type Encoding = (typeof encodings)[number];

/** A content that is made once and sent as it is, in the encoding that its reader takes. */
export interface EncodedBody {
  /** The hash of the content, part of every encoding's ETag. */
  hash: string;
  encoded: Record<Encoding, EncodedBytes>;
}

interface EncodedBytes {
  bytes: Buffer;
  headers: Record<string, string>;
}

type Forms = { identity: Buffer } & Partial<Record<Encoding, Buffer>>;

/** Of a content in all the forms that there are of it; where there is no smaller one, all get it as it is. */
export function encodedBody(forms: Forms, headers: Record<string, string> = {}): EncodedBody {
  const hash = createHash('sha256').update(forms.identity).digest('base64url').slice(0, 22);
  const formOf = (encoding: Encoding): EncodedBytes => {
    const bytes = forms[encoding];
    if (!bytes) return formOf('identity');
    const named: Record<string, string> = encoding === 'identity' ? {} : { 'content-encoding': encoding };
    // Strong ETags are of the bytes sent, so each encoding has its own.
    return { bytes, headers: { ...headers, ...named, etag: `"${hash}-${encoding}"` } };
  };
  return { hash, encoded: { br: formOf('br'), gzip: formOf('gzip'), identity: formOf('identity') } };
}

export function compressed(identity: Buffer): Required<Forms> {
  return {
    identity,
    gzip: gzipSync(identity),
    // Level 5 is within a few percent of the best and takes milliseconds, not a tenth of a second.
    br: brotliCompressSync(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  };
}

/** As the client takes it: in the smallest encoding that its `Accept-Encoding` names. */
export function encodedFor({ encoded }: EncodedBody, acceptEncoding: string | undefined): EncodedBytes {
  return encoded[encodings.find((encoding) => acceptEncoding?.includes(encoding)) ?? 'identity'];
}

/** Whether the client has this content: any encoding's tag will do, for a proxy may have changed the encoding, and the tag. */
export function isCurrent({ hash }: EncodedBody, ifNoneMatch: string | undefined): boolean {
  return ifNoneMatch?.includes(hash) ?? false;
}
