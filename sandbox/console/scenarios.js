// Shows and applies the filters of the page of scenarios, and keeps them in its address. The page arrives in pieces, and
// this script before the last of them.

const filters = document.getElementById('filters');
const search = document.getElementById('search');
const count = document.getElementById('count');
const clear = document.getElementById('clear');
const main = document.querySelector('main');

filters.hidden = false;

// --- Filters ---

const boxes = (name) => [...filters.querySelectorAll(`input[name="${name}"]`)];
const chosen = (name) =>
  boxes(name)
    .filter(({ checked }) => checked)
    .map(({ value }) => value);

/** Sets the filters to what the address of the page says. */
function readAddress() {
  const parameters = new URLSearchParams(location.search);
  search.value = parameters.get('q') ?? '';
  for (const name of ['status', 'by']) {
    const values = (parameters.get(name) ?? '').split(',');
    for (const box of boxes(name)) box.checked = values.includes(box.value);
  }
}

/** Writes the filters into the address, so that it can be shared. */
function writeAddress() {
  const url = new URL(location.href);
  const values = { q: search.value.trim(), status: chosen('status').join(','), by: chosen('by').join(',') };
  for (const [name, value] of Object.entries(values)) {
    if (value === '') url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  history.replaceState(null, '', url.href.replaceAll('%2C', ','));
}

const texts = new WeakMap();

/** What `make` returns for a part of the page, made once. */
function textOf(part, make) {
  const text = texts.get(part) ?? make(part).toLowerCase();
  texts.set(part, text);
  return text;
}

/** The words of a row, without its command. */
function rowText(row) {
  const nodes = [...row.cells].flatMap(({ childNodes }) => [...childNodes]);
  const words = nodes.filter(({ nodeName }) => nodeName !== 'DETAILS').map(({ textContent }) => textContent);
  return [...words, row.id].join(' ');
}

/** The words of an operation: method, path and summary. */
function operationText(section) {
  return [...section.querySelectorAll(':scope > :is(h4, .summary)')].map(({ textContent }) => textContent).join(' ');
}

function contains(row, word) {
  return textOf(row, rowText).includes(word) || textOf(row.closest('.operation'), operationText).includes(word);
}

/** Hides the rows that the filters exclude, and operations and APIs of which no row is left. */
function apply() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const [statuses, by] = [chosen('status'), chosen('by')];
  const isShown = (row) =>
    (statuses.length === 0 || statuses.includes(`${row.dataset.status[0]}xx`)) &&
    (by.length === 0 || by.includes(row.dataset.by)) &&
    words.every((word) => contains(row, word));
  const rows = [...main.querySelectorAll('tbody tr')];
  let shown = 0;
  for (const row of rows) {
    row.hidden = !isShown(row);
    if (!row.hidden) shown += 1;
  }
  const isFiltered = words.length + statuses.length + by.length > 0;
  for (const part of main.querySelectorAll('section')) {
    part.hidden = isFiltered && !part.querySelector('tbody tr:not([hidden])');
  }
  clear.hidden = !isFiltered;
  const all = `${rows.length} ${rows.length === 1 ? 'scenario' : 'scenarios'}`;
  const text = isFiltered ? `${shown} of ${all}` : all;
  if (count.textContent !== text) count.textContent = text;
}

function changed() {
  writeAddress();
  apply();
}

/** Shows everything if the filters hide what the address points to. */
function showTarget() {
  const target = document.getElementById(location.hash.slice(1));
  if (!target?.closest('[hidden]')) return;
  reset();
  target.scrollIntoView();
}

function reset() {
  search.value = '';
  for (const box of [...boxes('status'), ...boxes('by')]) box.checked = false;
  changed();
}

filters.addEventListener('input', changed);
clear.addEventListener('click', () => {
  reset();
  search.focus();
});
addEventListener('hashchange', showTarget);
addEventListener('popstate', () => {
  readAddress();
  apply();
});

readAddress();
apply();

/** Milliseconds between two looks at what has arrived meanwhile. */
const arrivalMs = 300;
const arrivals = setInterval(apply, arrivalMs);

function complete() {
  clearInterval(arrivals);
  watchSections();
  hideUseless();
  apply();
  showTarget();
}

/** Hides what would leave nothing, unless the address chooses it. */
function hideUseless() {
  for (const box of boxes('by')) {
    box.parentElement.hidden = !box.checked && !main.querySelector(`tr[data-by="${box.value}"]`);
  }
}

// --- Requests of large documents, which are searched for an operation when it comes into view ---

/** Replaces the names of an operation's scenarios by the complete table. */
async function load(section) {
  const link = section.querySelector('a.more');
  if (!link) return;
  const response = await fetch(link.href, { headers: { Accept: 'text/html' } });
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const loaded = page.getElementById(section.id);
  if (!response.ok || !loaded) return;
  const hadFocus = section.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
  section.replaceChildren(...loaded.childNodes);
  if (hadFocus !== null) section.querySelector(`[href="${CSS.escape(hadFocus)}"]`)?.focus();
  apply();
}

/** One after another, and only those that are still in view. */
const inView = new Set();
let isLoading = false;

async function loadInView() {
  if (isLoading) return;
  isLoading = true;
  for (let [section] = inView; section; [section] = inView) {
    inView.delete(section);
    observer.unobserve(section);
    // If the server is away, the link remains.
    await load(section).catch(() => {});
  }
  isLoading = false;
}

const observer = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) inView.add(target);
    else inView.delete(target);
  }
  loadInView();
});

function watchSections() {
  for (const link of main.querySelectorAll('.operation a.more')) observer.observe(link.closest('.operation'));
}

// --- Start: the page may have arrived before this script, so all of the script is above ---

if (document.readyState === 'loading') addEventListener('DOMContentLoaded', complete);
else complete();
