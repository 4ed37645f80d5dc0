import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** A static host, as they are: files, an index for folders, and a redirect where the slash is missing. */
export interface StaticHost {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Serves a folder below a path: `/docs/sandbox/`. */
export async function serveFolder(folder: string, below: string): Promise<StaticHost> {
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    const path = join(folder, decodeURIComponent(pathname.slice(below.length)));
    if (!pathname.startsWith(below) || !existsSync(path)) response.writeHead(404).end('There is no such file.');
    else if (statSync(path).isFile()) {
      response.writeHead(200, { 'Content-Type': mediaTypes[extname(path)] ?? 'application/octet-stream' });
      createReadStream(path).pipe(response);
    } else if (!pathname.endsWith('/')) response.writeHead(301, { Location: `${pathname}/` }).end();
    else {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
      createReadStream(join(path, 'index.html')).pipe(response);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
