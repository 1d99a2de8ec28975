/** Resolves with the folder of the built dashboard. */
export function buildDashboard(root: string): Promise<string>;
