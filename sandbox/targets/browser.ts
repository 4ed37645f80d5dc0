import { artefact } from 'openapi-sandbox:artefact';
import { openArtefact } from '../artefact/open.ts';
import { createPageHandler, pageFilesPath } from '../hosts/service-worker.ts';

/*
 * A service worker that answers the requests of the pages in its scope. Scripts and style sheets are files beside it, which
 * it keeps, so that the pages work offline.
 */

const scope = new URL(self.registration.scope);
const { folder = '', files = [] } = artefact.pages ?? {};
const kept = `openapi-sandbox ${scope.pathname} `;
const cacheName = kept + folder;

// The handler alone sets the forwarded fields. No server is behind the pages, so that curl needs one of its own.
const { answer } = openArtefact(artefact, { trustProxy: true, curlOrigin: 'http://localhost:9000' });
const handle = createPageHandler(answer, scope);

self.addEventListener('install', (event) => {
  const urls = files.map(({ name }) => `${scope.href}${pageFilesPath}${folder}/${name}`);
  const cached = self.caches.open(cacheName).then((cache) => cache.addAll(urls));
  event.waitUntil(cached.then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(removeOldFiles().then(() => self.clients.claim()));
});

// A page that was reloaded without its service worker asks for it.
self.addEventListener('message', (event) => {
  if (event.data === 'claim') event.waitUntil(self.clients.claim());
});

self.addEventListener('fetch', (event) => {
  const response = handle(event.request);
  if (response === 'file') event.respondWith(cachedFile(event.request));
  else if (response !== 'elsewhere') event.respondWith(response);
});

async function cachedFile(request: Request): Promise<Response> {
  return (await self.caches.match(request)) ?? fetch(request);
}

async function removeOldFiles(): Promise<void> {
  const names = await self.caches.keys();
  const old = names.filter((name) => name.startsWith(kept) && name !== cacheName);
  await Promise.all(old.map((name) => self.caches.delete(name)));
}
