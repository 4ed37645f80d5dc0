#!/usr/bin/env bash
# rolldown 1.2.19 and jsonc-parser 3.3.1 (npm), Node 20.
#
# The `main` file of jsonc-parser is a UMD module: its factory gets `require` as a parameter, so a bundler cannot see what
# it requires. With `platform: 'node'`, rolldown prefers `main` to `module`. It reports success without a warning, and the
# bundle fails when it is loaded: Node.js looks for './impl/format' beside the bundle. With
# `resolve: { mainFields: ['module', 'main'] }` the bundle works.
#
# Seen:
#   main: bundled, 0 warnings; loaded: MODULE_NOT_FOUND
#   module: bundled, 0 warnings; loaded: {"a":1}
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm pkg set type=module
npm install --silent --no-audit --no-fund --ignore-scripts rolldown@1.2.19 jsonc-parser@3.3.1 >/dev/null

cat >entry.js <<'JS'
import { parse } from 'jsonc-parser';
console.log(JSON.stringify(parse('{ "a": 1 } // comment')));
JS

cat >bundle.js <<'JS'
import { spawnSync } from 'node:child_process';
import { rolldown } from 'rolldown';

for (const [name, resolve] of [
  ['main', {}],
  ['module', { mainFields: ['module', 'main'] }],
]) {
  let warnings = 0;
  const bundle = await rolldown({ input: 'entry.js', platform: 'node', resolve, onLog: (level) => (warnings += level === 'warn') });
  await bundle.write({ file: `${name}/bundle.js` });
  const { status, stdout, stderr } = spawnSync(process.execPath, [`${name}/bundle.js`], { encoding: 'utf8' });
  const loaded = status === 0 ? stdout.trim() : /MODULE_NOT_FOUND/.exec(stderr)?.[0];
  console.log(`${name}: bundled, ${warnings} warnings; loaded: ${loaded}`);
}
JS

want='main: bundled, 0 warnings; loaded: MODULE_NOT_FOUND
module: bundled, 0 warnings; loaded: {"a":1}'
got=$(node bundle.js)
printf '%s\n' "$got"
[ "$got" = "$want" ] || { echo 'This has changed.' >&2; exit 1; }
