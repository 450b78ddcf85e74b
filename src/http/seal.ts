import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export type Sealer = {
  /** Encrypts a text for whoever knows the key and the context. */
  seal(text: string, context: string): string;
  /** @returns the text, or undefined where the key or the context is another. */
  open(sealed: string, context: string): string | undefined;
};

const nonceBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM (NIST SP 800-38D) with a random nonce for each text.
 *
 * @param key 32 bytes.
 * @example createSealer(randomBytes(32)).seal('https://…', 'the record it belongs to')
 */
export function createSealer(key: Uint8Array): Sealer {
  return {
    seal(text, context) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
      const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), encrypted]).toString('base64');
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed, 'base64');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), {
          authTagLength: tagBytes,
        });
        decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
        return (
          decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8')
        );
      } catch {
        return undefined;
      }
    },
  };
}
