/** The network to the database, which reports each request: a function's name, or method and table. */
export function reportingFetch(report: (what: string) => void): typeof fetch {
  return (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const name = pathname.replace('/rest/v1/', '');
    const method = init?.method ?? (input instanceof Request ? input.method : 'GET');
    report(name.startsWith('rpc/') ? name.slice('rpc/'.length) : `${method} ${name}`);
    return fetch(input, init);
  };
}
