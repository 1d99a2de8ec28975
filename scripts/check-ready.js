// For container health checks: leaves with 0 when this process is ready. The image has no curl.
const url = `http://127.0.0.1:${process.env.PORT}/readyz`;
const ready = await fetch(url, { signal: AbortSignal.timeout(4_000) })
  .then((response) => response.ok)
  .catch(() => false);
process.exitCode = ready ? 0 : 1;
