import type { OperationPlan, ResponsePlan, ScenarioPlan } from '../plan.ts';
import { type Draft, withHeader } from '../requests/draft.ts';
import { isSendable } from '../requests/wire-request.ts';
import { percentEncode } from '../syntax/percent.ts';
import { quoteIfNeeded } from '../syntax/prefer.ts';
import { answerFor } from '../triggers/selection.ts';
import type { Reason } from './reason.ts';

/** A draft that chooses a scenario, and the way it does. */
interface PreferDraft {
  readonly draft: Draft;
  readonly reason: Reason;
}

/**
 * Yields drafts that choose a scenario by `Prefer`, or by the query if no header can hold its name; the shortest choice
 * first.
 */
export function* preferDrafts(
  operation: OperationPlan,
  draft: Draft,
  response: ResponsePlan,
  { name }: ScenarioPlan,
): Generator<PreferDraft> {
  // Without a code, in case every status leads to another response.
  for (const code of [statusOf(operation, response), undefined]) {
    yield preferDraft(draft, code, name, false);
    // If the draft is invalid, a success is returned only when validation is off.
    yield preferDraft(draft, code, name, true);
  }
}

const handlingLenient = 'handling=lenient';

function preferDraft(draft: Draft, code: number | undefined, name: string, lenient: boolean): PreferDraft {
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

/** Returns a status that selects a response; for a range or `default`, one that no other response covers. */
function statusOf(operation: OperationPlan, response: ResponsePlan): number {
  const all = Array.from({ length: 400 }, (_, index) => 200 + index);
  const candidates = [response.status, 300, 400, 500, ...all];
  return candidates.find((status) => answerFor(operation, [status])?.response === response) ?? response.status;
}
