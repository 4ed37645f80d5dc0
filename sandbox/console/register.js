// Starts the service worker that answers the pages of a built sandbox, and opens the page that it has at this address.

const { root, page } = document.currentScript.dataset;
const base = new URL(root, document.baseURI);
const status = document.getElementById('status');

function tell(text) {
  status.textContent = text;
}

/** Waits until the service worker answers this page; after a reload past it, only when asked (Service Workers, 3.1.5). */
async function answered() {
  const { serviceWorker } = navigator;
  await serviceWorker.register(new URL('sw.js', base), { scope: base.pathname });
  const changed = new Promise((resolve) => serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
  const { active } = await serviceWorker.ready;
  if (serviceWorker.controller) return;
  active.postMessage('claim');
  await changed;
}

async function start() {
  if (!isSecureContext) return tell('This sandbox needs an address that begins with https:// or http://localhost.');
  if (!('serviceWorker' in navigator)) return tell('This sandbox runs in a service worker, and this browser has none.');
  try {
    await answered();
  } catch (error) {
    return tell(`The service worker of this sandbox could not be started: ${error.message}`);
  }
  const target = new URL(page, base);
  target.search = location.search;
  target.hash = location.hash;
  if (target.href === location.href) location.reload();
  else location.replace(target);
}

start();
