import type { CodeKeywordDefinition } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import type { AddedKeywordDefinition } from 'ajv/dist/types/index.js';

type MakeCode = CodeKeywordDefinition['code'];

/** Changes how Ajv compiles a keyword without changing the order of keywords. */
export function redefine(ajv: Ajv2020, keyword: string, change: (code: MakeCode) => MakeCode): void {
  const rule = ajv.RULES.all[keyword];
  if (typeof rule !== 'object' || !isCode(rule.definition)) throw new Error(`Ajv has no code for ${keyword}`);
  rule.definition = { ...rule.definition, code: change(rule.definition.code) };
}

function isCode(definition: AddedKeywordDefinition): definition is AddedKeywordDefinition & CodeKeywordDefinition {
  return 'code' in definition;
}
