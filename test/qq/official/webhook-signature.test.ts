import { expect, it } from 'vitest';
import { createWebhookSignature } from '../../../src/qq/official/webhook-signature.ts';

// The example of the platform's own documentation.
const example = {
  secret: 'DG5g3B4j9X2KOErG',
  text: '1725442341Arq0D5A61EgUu4OxUvOp',
  signature:
    '87befc99c42c651b3aac0278e71ada338433ae26fcb24307bdc5ad38c1adc2d01bcfcadc0842edac85e85205028a1132afe09280305f13aa6909ffc2d652c706',
};

it('signs a validation as the platform documents it', () => {
  expect(createWebhookSignature(example.secret).sign(example.text)).toBe(example.signature);
});

it('knows what was signed with the secret, and nothing else', () => {
  const { secret, text, signature } = example;
  const { isGood } = createWebhookSignature(secret);
  expect(isGood(text, signature)).toBe(true);
  expect(isGood(text, signature.toUpperCase())).toBe(true);
  expect(isGood(`${text} `, signature)).toBe(false);
  expect(isGood(text, signature.replace('8', '9'))).toBe(false);
  expect(createWebhookSignature('another').isGood(text, signature)).toBe(false);
});

it.each(['', 'xyz', '86', 'g'.repeat(128), `${example.signature}00`])(
  'takes %j for no signature',
  (given) => {
    expect(createWebhookSignature(example.secret).isGood(example.text, given)).toBe(false);
  },
);

it('a secret longer than a seed counts by its beginning', () => {
  const secret = 'x'.repeat(32);
  expect(createWebhookSignature(`${secret}anything`).sign('text')).toBe(
    createWebhookSignature(secret).sign('text'),
  );
});
