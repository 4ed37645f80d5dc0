#!/usr/bin/env bash
# hono 4.13.19 (npm), Node 20.
#
# An Application Load Balancer with multi-value headers hands a repeated header field to a function as a list. The adapter
# `hono/aws-lambda` joins the lines of every field by `; `, as only those of Cookie are (RFC 9113, 8.2.3); all others are
# joined by commas (RFC 9110, 5.3). So the second of two media types becomes a parameter of the first, which no server finds
# acceptable, and a second preference a parameter of the first (RFC 7240, 2).
#
# Seen:
#   accept: text/html; application/json
#   prefer: code=429; example=busy
#   cookie: a=1; b=2
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm pkg set type=module
npm install --silent --no-audit --no-fund --ignore-scripts hono@4.13.19 >/dev/null

cat >function.js <<'JS'
import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';

const names = ['accept', 'prefer', 'cookie'];
const app = new Hono();
app.get('*', ({ req }) => new Response(names.map((name) => `${name}: ${req.raw.headers.get(name)}`).join('\n')));
const { body } = await handle(app)({
  requestContext: { elb: { targetGroupArn: 'arn:aws:elasticloadbalancing:eu-west-2:123456789012:targetgroup/a/1' } },
  httpMethod: 'GET',
  path: '/',
  multiValueQueryStringParameters: {},
  multiValueHeaders: {
    host: ['a.example'],
    accept: ['text/html', 'application/json'],
    prefer: ['code=429', 'example=busy'],
    cookie: ['a=1', 'b=2'],
  },
  body: '',
  isBase64Encoded: false,
});
console.log(body);
JS

want='accept: text/html; application/json
prefer: code=429; example=busy
cookie: a=1; b=2'
got=$(node function.js)
printf '%s\n' "$got"
[ "$got" = "$want" ] || { echo 'This has changed.' >&2; exit 1; }
