import type { Fault } from '../exchange.ts';
import type { Json } from '../notation/json.ts';
import type { OperationPlan, ParameterPlan } from '../plan.ts';
import { faultOf, type Schemas, violationsOf } from '../triggers/schema-errors.ts';
import type { LinkedOperation } from './link.ts';
import type { ReadRequest } from './read-request.ts';

/** All faults of a request: what could not be decoded, then parameters in the document's order, then the body. */
export function validate(operation: LinkedOperation, { decoded, media }: ReadRequest): readonly Fault[] {
  const faults = [...decoded.faults];
  for (const [place, name, validator, value] of checked(operation.plan, { decoded, media })) {
    for (const violation of violationsOf(value, validator, operation.request))
      faults.push(faultOf(violation, { in: place, name }));
  }
  return faults;
}

/** The constraints that were set aside and that this request breaks, as `keyword place`. */
export function brokenSetAside(operation: LinkedOperation, request: ReadRequest): readonly string[] {
  const { strict, plan } = operation;
  return strict === null ? [] : brokenIn(strict, plan, request);
}

function brokenIn(strict: Schemas, plan: OperationPlan, request: ReadRequest): readonly string[] {
  const aside = new Set(plan.setAside);
  return checked(plan, request).flatMap(([place, name, validator, value]) =>
    violationsOf(value, validator, strict)
      .filter(({ constraint }) => aside.has(constraint))
      .map(
        ({ keyword, pointer }) => `${keyword} ${place === 'body' ? `body#${pointer}` : `${place}.${name}${pointer}`}`,
      ),
  );
}

type Checked = readonly [ParameterPlan['in'] | 'body', string, string, Json];

/** What of a request there is a schema for, and which. */
function checked({ parameters }: OperationPlan, { decoded, media }: ReadRequest): readonly Checked[] {
  const values = parameters.flatMap((parameter): readonly Checked[] => {
    const name = parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name;
    const value = Object.hasOwn(decoded[parameter.in], name) ? decoded[parameter.in][name] : undefined;
    return value === undefined || parameter.validator === null
      ? []
      : [[parameter.in, parameter.name, parameter.validator, value]];
  });
  const validator = media?.validator ?? null;
  return validator === null || decoded.body === undefined ? values : [...values, ['body', '', validator, decoded.body]];
}
