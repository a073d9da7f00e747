import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';

/** Makes and verifies signatures of the official platform. */
export interface WebhookSignature {
  /** In hexadecimal */
  sign(text: string): string;
  /** @param signature in hexadecimal, as in the header */
  isGood(text: string, signature: string): boolean;
}

/** The PKCS #8 bytes before the seed of an Ed25519 key. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const seedSize = 32;

/** Derives the key pair from the bot's secret: its bytes, repeated to 32 (platform documentation, "sign"). */
export function createWebhookSignature(secret: string): WebhookSignature {
  const bytes = Buffer.from(secret);
  const seed = Buffer.from(Array.from({ length: seedSize }, (_, at) => bytes[at % bytes.length] ?? 0));
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey);
  return {
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('hex'),
    isGood: (text, signature) =>
      /^[0-9a-f]{128}$/iu.test(signature) &&
      verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'hex')),
  };
}
