import type { OperationPlan, ResponsePlan, ScenarioPlan } from '../plan.ts';
import { type Draft, withHeader } from '../requests/draft.ts';
import { isSendable } from '../requests/wire-request.ts';
import { percentEncode } from '../syntax/percent.ts';
import { quoteIfNeeded } from '../syntax/prefer.ts';
import { answerFor } from '../triggers/selection.ts';
import type { Reason } from './reason.ts';

/** A draft that chooses a scenario, and how. */
interface Choosing {
  readonly draft: Draft;
  readonly reason: Reason;
}

/** Drafts that choose a scenario by `Prefer`, or by the query where its name can be in no header; the plainest first. */
export function* draftsChoosing(
  operation: OperationPlan,
  draft: Draft,
  response: ResponsePlan,
  { name }: ScenarioPlan,
): Generator<Choosing> {
  // By the name alone, where each status that could be asked for leads elsewhere.
  for (const code of [statusOf(operation, response), undefined]) {
    yield choosing(draft, code, name, false);
    // Without a valid request at hand, a success is given only to one that is not validated.
    yield choosing(draft, code, name, true);
  }
}

const handlingLenient = 'handling=lenient';

function choosing(draft: Draft, code: number | undefined, name: string, lenient: boolean): Choosing {
  const handling = lenient ? [handlingLenient] : [];
  const prefer = [...(code === undefined ? [] : [`code=${code}`]), `example=${quoteIfNeeded(name)}`, ...handling].join(
    ', ',
  );
  if (isSendable(prefer))
    return { draft: withHeader(draft, 'Prefer', prefer), reason: { by: 'prefer', query: [], prefer } };
  const query = [...(code === undefined ? [] : [`__code=${code}`]), `__example=${percentEncode(name)}`];
  const chosen = { ...draft, query: [...draft.query, ...query] };
  return {
    draft: lenient ? withHeader(chosen, 'Prefer', handlingLenient) : chosen,
    reason: { by: 'prefer', query, prefer: lenient ? handlingLenient : null },
  };
}

/** A status that leads to a response: of a range or `default`, one that no other response is for. */
function statusOf(operation: OperationPlan, response: ResponsePlan): number {
  const all = Array.from({ length: 400 }, (_, index) => 200 + index);
  const candidates = [response.status, 300, 400, 500, ...all];
  return candidates.find((status) => answerFor(operation, [status])?.response === response) ?? response.status;
}
