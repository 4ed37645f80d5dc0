import type { ConditionPlan, FaultPattern, OperationPlan, RulePlan } from '../plan.ts';
import { requestPlaceText } from '../syntax/expression.ts';
import type { Json, JsonObject } from '../syntax/json.ts';
import { pointerOf, valueAt } from '../syntax/json-pointer.ts';

/** When a rule applies, in words: `path.id is 2WL5`, `body#/recipient fails required or minItems`. */
export function ruleText(rule: RulePlan, { ruleSchemas }: Pick<OperationPlan, 'ruleSchemas'>): string {
  const parts = [...rule.faults.map(faultText), ...rule.when.map((condition) => conditionText(condition, ruleSchemas))];
  return parts.length > 0 ? parts.join(' and ') : 'otherwise';
}

function faultText({ in: place, name, tokens, keywords }: FaultPattern): string {
  const where = requestPlaceText(place === 'body' ? { in: place, pointer: pointerOf(tokens) } : { in: place, name });
  return `${where} fails ${keywords.length > 0 ? keywords.join(' or ') : 'somehow'}`;
}

function conditionText(condition: ConditionPlan, schemas: JsonObject): string {
  const place = requestPlaceText(condition.place);
  if ('equals' in condition) return `${place} is ${plain(condition.equals)}`;
  return `${place} fits ${plain(valueAt(schemas, condition.schemaPointer) ?? true)}`;
}

function plain(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
