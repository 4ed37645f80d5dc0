import fc from 'fast-check';
import { isAmbiguous, written } from './draft.ts';
import { type Documented, faultOf } from './judge.ts';
import { type Known, knownOf } from './known.ts';
import { type Line, type Volley, volleysFrom } from './requests.ts';
import { memoryOf, processorTime, type Server, startServer } from './server.ts';
import { exchange, headerOf, last, sameText } from './wire.ts';

export interface Fuzzing {
  /** Path of the built command. */
  readonly cli: string;
  /** Its arguments: documents, and the folder of their scenario files. */
  readonly args: readonly string[];
  readonly requests: number;
  readonly seed: number;
  /** Told how many were sent, now and then. */
  readonly onProgress?: (requests: number) => void;
}

export interface Outcome {
  requests: number;
  answers: number;
  /** How often each status came. */
  readonly statuses: Record<string, number>;
  /** MB that the server held after the first tenth, and at the end; undefined where the system does not say. */
  early: number | undefined;
  late: number | undefined;
  /** Seconds of processor time of the server. */
  seconds: number;
  /** What went wrong, and how to see it; null where nothing did. */
  failure: string | null;
}

/** Seconds of processor time that one volley may take: dozens of times what the slowest takes. */
const maxSeconds = 5;
/** MB by which the server may have grown since the first tenth. */
const maxGrowth = 300;
/** Volleys of one seed; then the next one counts, so that a failure is found again by its own. */
const round = 100;

/**
 * Sends requests that are right, wrong and none over raw sockets to a server of its own, and looks whether each answer is
 * one that it may give, and whether it goes on answering as ever.
 */
export async function fuzz({ cli, args, requests, seed, onProgress }: Fuzzing): Promise<Outcome> {
  const outcome: Outcome = {
    requests: 0,
    answers: 0,
    statuses: {},
    early: undefined,
    late: undefined,
    seconds: 0,
    failure: null,
  };
  let server = await startServer(cli, args);
  try {
    const known = await knownOf(server.port);
    const volleys = fc.asyncProperty(volleysFrom(known.samples), async (volley) => {
      if (!server.isAlive()) server = await startServer(cli, args);
      const fault = await faultOfVolley(server, volley, known, outcome);
      if (fault !== null) throw new Error(fault);
    });
    for (let next = seed; outcome.requests < requests && outcome.failure === null; next += 1) {
      // A minute of looking for the smallest that fails is enough.
      const result = await fc.check(volleys, { seed: next, numRuns: round, interruptAfterTimeLimit: 600_000 });
      if (result.failed)
        outcome.failure = failureText(next, result.errorInstance, result.counterexample?.[0] ?? [], server);
      outcome.late = memoryOf(server.pid);
      if (outcome.early === undefined && outcome.requests > requests / 10) outcome.early = outcome.late;
      onProgress?.(outcome.requests);
    }
    outcome.seconds = processorTime(server.pid) ?? 0;
    outcome.failure ??= grown(outcome);
    return outcome;
  } finally {
    await server.stop();
  }
}

function grown({ early = 0, late = 0 }: Outcome): string | null {
  return late - early > maxGrowth ? `the server grew from ${Math.round(early)} to ${Math.round(late)} MB` : null;
}

/** What is wrong with what a server does about all that is sent at once; null where nothing is. */
async function faultOfVolley(server: Server, volley: Volley, known: Known, outcome: Outcome): Promise<string | null> {
  const began = processorTime(server.pid);
  const faults = await Promise.all(volley.map((line) => faultOfLine(server, line, known.documented, outcome)));
  const fault = faults.find((one) => one !== null);
  if (fault !== undefined) return fault;
  const seconds = (processorTime(server.pid) ?? 0) - (began ?? 0);
  if (seconds > maxSeconds) return `it took ${seconds} s of processor time`;
  const complaint = server.complained();
  if (/\n\s+at /.test(complaint)) return `the server complained: ${complaint.slice(0, 2000)}`;
  if (!server.isAlive()) return `the server has ended: ${complaint}`;
  const good = known.good[outcome.requests % known.good.length];
  if (!good) return 'there is no request to ask again';
  const again = await exchange(server.port, good.sent, 'whole', [good.method], true);
  const answer = again.answers[0];
  return answer && sameText(answer) === good.answer ? null : `a good request is not answered as before: ${good.sent}`;
}

async function faultOfLine(
  { port }: Server,
  line: Line,
  documented: Documented,
  outcome: Outcome,
): Promise<string | null> {
  // What follows one whose end is not certain may be taken for a part of it.
  const first = line.drafts.findIndex(isAmbiguous);
  const drafts = first === -1 ? line.drafts : line.drafts.slice(0, first + 1);
  const isCertain = first === -1 && (line.delivery === 'whole' || line.delivery === 'pieces');
  const sent = drafts.map(written).join('') + last;
  const received = await exchange(
    port,
    sent,
    line.delivery,
    drafts.map(({ method }) => method),
    isCertain,
  );
  outcome.requests += drafts.length;
  outcome.answers += received.answers.length;
  if (received.failure !== null && !received.isGivenUp) return `what came is no HTTP: ${received.failure}`;
  for (const [index, answer] of received.answers.entries()) {
    outcome.statuses[answer.status] = (outcome.statuses[answer.status] ?? 0) + 1;
    const draft = first !== -1 && index >= first ? undefined : drafts[index];
    const fault = index === drafts.length ? null : faultOf(answer, documented, draft, drafts[index]?.method === 'HEAD');
    if (fault !== null) return fault;
  }
  const isRefused = received.answers.some((answer) => headerOf(answer, 'connection') === 'close');
  return isCertain && !isRefused ? `${received.answers.length} answers to ${drafts.length + 1} requests` : null;
}

/** What failed, and commands that send it again. */
function failureText(seed: number, error: unknown, volley: Volley, server: Server): string {
  const lines = volley.map(({ drafts, delivery }) => {
    const sent = drafts.map(written).join('') + last;
    const base64 = Buffer.from(sent, 'latin1').toString('base64');
    const connection = `c=require('net').connect(9000,'127.0.0.1');c.pipe(process.stdout)`;
    return `# ${delivery}: ${JSON.stringify(sent).slice(0, 1500)}\nnode -e "${connection};c.write(Buffer.from('${base64}','base64'))"`;
  });
  const stated = error instanceof Error ? error.message.slice(0, 3000) : String(error);
  return [`seed ${seed}: ${stated}`, ...lines, server.complained().slice(0, 2000)].join('\n');
}
