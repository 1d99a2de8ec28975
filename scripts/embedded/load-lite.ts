import { AsyncLocalStorage } from 'node:async_hooks';

/** Inside a request to the database server; there the package prints errors that it also answers. */
const answering = new AsyncLocalStorage<true>();
let hushed: Console | undefined;

/** The database server's packages, loaded with their side effects undone and telemetry off. */
export async function loadLite() {
  process.env['LITE_TELEMETRY'] = '0';
  process.env['DO_NOT_TRACK'] = '1';
  // It replaces emitWarning by one that throws for warnings that are Error objects, as Node's are.
  const { emitWarning } = process;
  const [{ App }, { createPgliteConnection }, { createPostgresConnection }] = await Promise.all([
    import('@supabase/lite'),
    import('@supabase/lite/pglite'),
    import('@supabase/lite/postgres'),
  ]);
  process.emitWarning = emitWarning;
  hushConsole();
  return { App, createPgliteConnection, createPostgresConnection };
}

/** Runs work whose console errors would hold parameters, and so telephone numbers and names. */
export function quietly<T>(work: () => Promise<T>): Promise<T> {
  return answering.run(true, work);
}

function hushConsole(): void {
  // A test runner gives each suite a console of its own.
  if (hushed === console) return;
  hushed = console;
  const { error } = console;
  console.error = (...parts: unknown[]) => {
    if (!answering.getStore()) error(...parts);
  };
}
