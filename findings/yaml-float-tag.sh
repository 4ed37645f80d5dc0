#!/usr/bin/env bash
# yaml 2.9.1 (npm), Node 20.
#
# `!!float 3` is a number in YAML 1.2.2: the core schema's float has an optional fraction (10.3.2), and the tag says float.
# The library resolves the tag only where the text has a point or an exponent. Else it gives the text "3", with no error:
# a warning "Unresolved tag" is all that tells of it.
#
# Seen:
#   !!float 3 -> "3" (1 warning)
#   !!float 3.0 -> 3 (0 warnings)
#   !!int 3 -> 3 (0 warnings)
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts yaml@2.9.1 >/dev/null

cat >read.mjs <<'JS'
import { parseDocument } from 'yaml';
for (const text of ['!!float 3', '!!float 3.0', '!!int 3']) {
  const document = parseDocument(text, { logLevel: 'silent' });
  if (document.errors.length > 0) throw document.errors[0];
  const { length } = document.warnings;
  console.log(`${text} -> ${JSON.stringify(document.toJS())} (${length} warning${length === 1 ? '' : 's'})`);
}
JS

want='!!float 3 -> "3" (1 warning)
!!float 3.0 -> 3 (0 warnings)
!!int 3 -> 3 (0 warnings)'
got=$(node read.mjs)
printf '%s\n' "$got"
[ "$got" = "$want" ] || { echo 'This has changed.' >&2; exit 1; }
