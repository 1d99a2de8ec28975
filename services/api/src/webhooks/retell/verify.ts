import { createRetellSignature } from '@ringback/shared/providers/retell/signature.ts';

type Options = {
  /** Null: no account is set up here, and nobody's signature fits. */
  apiKey: string | null;
  now: () => Date;
};

/** Who is let in as the vendor. */
export const createRetellVerify = (options: Options) => createRetellSignature(options);
