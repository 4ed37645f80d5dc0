/** Returns a configuration of workerd for a worker that listens on a port of this machine. */
export function workerdConfiguration(worker: string, port: number): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (modules = [(name = "worker", esModule = embed "${worker}")], compatibilityDate = "2026-07-01"))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
`;
}
