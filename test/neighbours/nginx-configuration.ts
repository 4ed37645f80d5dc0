import { join } from 'node:path';
import { writeFiles } from '../fixtures/write-document.ts';

/** The folders that nginx writes to. */
const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

/** Returns the arguments of an nginx that runs in a folder of its own. @param http what stands in its block `http` */
export function nginxArguments(http: string): readonly string[] {
  const text = `
daemon off;
master_process off;
pid nginx.pid;
error_log stderr;
events {}
http {
access_log off;
${temporary.map((name) => `${name}_temp_path ${name};`).join('\n')}
${http}
}
`;
  const file = join(writeFiles({ 'nginx.conf': text }), 'nginx.conf');
  return ['-p', writeFiles({ 'nginx.pid': '' }), '-e', 'stderr', '-c', file];
}
