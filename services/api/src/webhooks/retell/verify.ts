import { createRetellSignature } from '@ringback/shared/providers/retell/signature.ts';

type Options = {
  /** Null: no account is set up here, and no signature is valid. */
  apiKey: string | null;
  now: () => Date;
};

/** Checks the vendor's signature. */
export const createRetellVerify = (options: Options) => createRetellSignature(options);
