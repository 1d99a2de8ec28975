/** The shell waits with the server and ends it when its own input closes: that is when we are gone. */
const WATCHED = `exec 3<&0
"$@" </dev/null & server=$!
(read -r _ <&3; kill "$server") & watch=$!
trap 'kill "$server"' TERM
while kill -0 "$server" 2>/dev/null; do wait "$server"; code=$?; done
kill "$watch" 2>/dev/null
exit "\${code:-0}"`;

/** A command that runs a server and ends it when the process that started it is gone. */
export function watched(server: readonly string[]): { command: string; args: string[] } {
  return { command: 'sh', args: ['-c', WATCHED, 'sh', ...server] };
}
