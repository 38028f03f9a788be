import { errors, jwtVerify, SignJWT } from 'jose';
import type { TokenConfig } from '../../config.ts';
import { jwtSecret } from '../../jwt-secret.ts';

/** What a token says: which sign-in it stands for. Everything else about the principal is the server's to know. */
export interface Claims {
  signInId: string;
  /** Epoch milliseconds. */
  expiresAt: number;
}

export type TokenFault = 'invalid' | 'expired';

export interface Tokens {
  sign(claims: Claims): Promise<string>;
  /** The sign-in it stands for, or what is wrong with it. */
  verify(token: string): Promise<Claims | TokenFault>;
}

export type HmacAlgorithm = 'HS256' | 'HS384' | 'HS512';

/** Tokens as the configuration says. */
export function tokensFrom(config: TokenConfig, dataFolder: string): Tokens {
  if (config.kind === 'secret') return hmacTokens(jwtSecret(config.secret, dataFolder), config.algorithm);
  throw new Error('key files are not read yet');
}

/** Tokens signed and checked with one secret. Only the configured algorithm counts, whatever a token's header says. */
export function hmacTokens(secret: string, algorithm: HmacAlgorithm): Tokens {
  const key = new TextEncoder().encode(secret);
  return {
    sign: ({ signInId, expiresAt }) =>
      new SignJWT({})
        .setProtectedHeader({ alg: algorithm })
        .setIssuer('soban')
        .setJti(signInId)
        .setIssuedAt()
        .setExpirationTime(Math.floor(expiresAt / 1000))
        .sign(key),
    verify: async (token) => {
      try {
        const { payload } = await jwtVerify(token, key, { algorithms: [algorithm], issuer: 'soban' });
        if (!payload.jti || !payload.exp) return 'invalid';
        return { signInId: payload.jti, expiresAt: payload.exp * 1000 };
      } catch (error) {
        if (error instanceof errors.JWTExpired) return 'expired';
        if (error instanceof errors.JOSEError) return 'invalid';
        throw error;
      }
    },
  };
}
