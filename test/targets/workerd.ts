import { join } from 'node:path';

/**
 * Returns the path of workerd itself for this system, below the packages of `test/targets`. The `bin` of the npm package is a
 * script that starts it, and that leaves it running when it is killed.
 */
export function workerdPath(packages: string): string {
  const { platform, arch } = process;
  const system = `${platform === 'win32' ? 'windows' : platform}-${arch === 'x64' ? '64' : arch}`;
  return join(packages, `@cloudflare/workerd-${system}/bin/workerd${platform === 'win32' ? '.exe' : ''}`);
}

/** Returns a configuration of workerd for a worker that listens on a port of this machine. */
export function workerdConfiguration(worker: string, port: number): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (modules = [(name = "worker", esModule = embed "${worker}")], compatibilityDate = "2026-07-01"))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
`;
}
