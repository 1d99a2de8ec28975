/** The name of this vendor in rows and metrics. */
export const PROVIDER = 'retell';
