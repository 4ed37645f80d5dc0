#!/usr/bin/env bash
# npm 11.19.1, Node 20.
#
# `npm sbom --omit=dev` is to list what production needs. It leaves out a production dependency that a development package
# needs as well: here fast-uri, which package.json names under "dependencies", and which the development dependency ajv
# uses. `npm ls --omit=dev` lists it. So a bill of materials made this way misses packages that are shipped, and says nothing.
#
# Seen:
#   npm ls --omit=dev: fast-uri yaml
#   npm sbom --omit=dev: yaml
#   npm sbom, of these two: fast-uri yaml
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >package.json <<'JSON'
{
  "name": "finding",
  "version": "1.0.0",
  "dependencies": { "fast-uri": "3.1.0", "yaml": "2.9.1" },
  "devDependencies": { "ajv": "8.20.0", "npm": "11.19.1" }
}
JSON
npm install --silent --no-audit --no-fund --ignore-scripts >/dev/null

listed() { node -e "
  const { components } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
  console.log(components.map(({ name }) => name).filter((name) => ['fast-uri', 'yaml'].includes(name)).sort().join(' '));
"; }
npm=node_modules/.bin/npm
tree=$($npm ls --omit=dev --json 2>/dev/null | node -p 'Object.keys(JSON.parse(require("fs").readFileSync(0, "utf8")).dependencies).sort().join(" ")')
production=$($npm sbom --omit=dev --sbom-format=cyclonedx 2>/dev/null | listed)
all=$($npm sbom --sbom-format=cyclonedx 2>/dev/null | listed)
got="npm ls --omit=dev: $tree
npm sbom --omit=dev: $production
npm sbom, of these two: $all"

want='npm ls --omit=dev: fast-uri yaml
npm sbom --omit=dev: yaml
npm sbom, of these two: fast-uri yaml'
printf '%s\n' "$got"
[ "$got" = "$want" ] || { echo 'This has changed.' >&2; exit 1; }
