import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Deployment } from 'kubernetes-types/apps/v1.js';
import type { HorizontalPodAutoscaler } from 'kubernetes-types/autoscaling/v2.js';
import type { Service } from 'kubernetes-types/core/v1.js';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { JsonObject } from '../sandbox/syntax/json.ts';
import { kubernetesMistakes } from './fixtures/kubernetes-types.ts';

const read = (file: string) => readFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), 'utf8');
const text = read('deploy/kubernetes.yaml');
const dockerfile = read('Dockerfile');

function objectsOf(manifest: string): readonly JsonObject[] {
  return parseAllDocuments(manifest).map((document) => document.toJS());
}

const [deployment, service, scaler, budget]: readonly [
  Deployment,
  Service,
  HorizontalPodAutoscaler,
  PodDisruptionBudget,
] = JSON.parse(JSON.stringify(objectsOf(text)));
const pod = deployment.spec?.template.spec;
const [container] = pod?.containers ?? [];

/** The manifest with a mistake, and words of what is said about it. */
const mutations = [
  { from: 'runAsNonRoot:', to: 'runAsNonroot:', want: `'"runAsNonroot"' does not exist` },
  {
    from: 'readOnlyRootFilesystem: true',
    to: "readOnlyRootFilesystem: 'true'",
    want: "'string' is not assignable to type 'boolean | undefined'",
  },
  { from: 'drop: [ALL]', to: 'drop: ALL', want: "'string' is not assignable to type 'string[]'" },
  { from: '  selector:\n    matchLabels', to: '  selectors:\n    matchLabels', want: `'"selectors"' does not exist` },
  { from: 'name: http, containerPort: 9000', to: 'name: http', want: "'containerPort' is missing" },
  { from: 'minReplicas: 2', to: "minReplicas: '2'", want: "'string' is not assignable to type 'number'" },
  { from: 'minAvailable: 1', to: 'minAvailable: [1]', want: "is not assignable to type 'string | number | undefined'" },
  { from: 'targetPort: http', to: 'target: http', want: `'"target"' does not exist` },
  { from: 'apiVersion: autoscaling/v2', to: 'apiVersion: autoscaling/v1beta1', want: 'Cannot find module' },
  { from: 'kind: PodDisruptionBudget', to: 'kind: PodDisruptionBudgets', want: 'no exported member' },
];

describe('the objects of the manifest', () => {
  let mistakes: readonly (readonly string[])[] = [];
  const manifests = [text, ...mutations.map(({ from, to }) => text.replace(from, to))].map(objectsOf);

  beforeAll(() => {
    mistakes = kubernetesMistakes(manifests.flat());
  }, 120_000);

  /** The mistakes in all objects of one of the manifests. */
  const mistakesIn = (index: number) => {
    const start = manifests.slice(0, index).flat().length;
    return mistakes.slice(start, start + (manifests[index]?.length ?? 0)).flat();
  };

  it('are as Kubernetes defines them', () => {
    expect(objectsOf(text).map(({ kind }) => kind)).toEqual([
      'Deployment',
      'Service',
      'HorizontalPodAutoscaler',
      'PodDisruptionBudget',
    ]);
    expect(mistakesIn(0)).toEqual([]);
  });

  it.each(mutations.map((mutation, index) => [mutation.to, index + 1, mutation] as const))(
    'would not be with %s',
    (_, index, { from, want }) => {
      expect(text).toContain(from);
      expect(mistakesIn(index).join('\n')).toContain(want);
    },
  );
});

describe('a pod', () => {
  it('may do nothing but what serving needs', () => {
    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    });
    expect(container?.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  it('names its user by number, as runAsNonRoot needs where the image has a name', () => {
    expect(/^USER (\S+)$/m.exec(dockerfile)?.[1]).toBe('node');
    // Of https://github.com/nodejs/docker-node.
    expect([pod?.securityContext?.runAsUser, pod?.securityContext?.runAsGroup]).toEqual([1000, 1000]);
  });

  it('listens where the image does', () => {
    expect(container?.ports).toEqual([
      { name: 'http', containerPort: Number(/^EXPOSE (\d+)$/m.exec(dockerfile)?.[1]) },
    ]);
    expect(service.spec?.ports?.map(({ targetPort }) => targetPort)).toEqual(['http']);
  });

  it.each(['startupProbe', 'readinessProbe', 'livenessProbe'] as const)('has a %s that asks for its health', (name) => {
    expect(container?.[name]?.httpGet).toEqual({ path: '/_sandbox/health', port: 'http' });
  });

  it('requests and limits what it uses', () => {
    for (const amount of [container?.resources?.requests, container?.resources?.limits]) {
      expect(amount?.['cpu']).toMatch(/^\d+m?$/);
      expect(amount?.['memory']).toMatch(/^\d+Mi$/);
    }
  });

  it('has longer to stop than the server takes, after no more requests are sent to it', () => {
    const [, seconds] = container?.lifecycle?.preStop?.exec?.command ?? [];
    expect(Number(seconds)).toBeGreaterThan(0);
    // sandbox/hosts/README.md, Stopping.
    expect(read('sandbox/hosts/README.md')).toContain('This takes ten seconds at most');
    expect(pod?.terminationGracePeriodSeconds).toBeGreaterThan(Number(seconds) + 10);
  });

  it('is of the version of the package', () => {
    const { version }: { readonly version: string } = JSON.parse(read('package.json'));
    expect(container?.image).toBe(`openapi-sandbox:${version}`);
  });
});

describe('the other objects', () => {
  const labels = { 'app.kubernetes.io/name': 'openapi-sandbox' };

  it('select the pods', () => {
    expect(deployment.spec?.template.metadata?.labels).toEqual(labels);
    expect(deployment.spec?.selector.matchLabels).toEqual(labels);
    expect(service.spec?.selector).toEqual(labels);
    expect(budget.spec?.selector?.matchLabels).toEqual(labels);
  });

  it('scale the deployment, which has no number of replicas of its own', () => {
    const { apiVersion, kind, metadata } = deployment;
    expect(scaler.spec?.scaleTargetRef).toEqual({ apiVersion, kind, name: metadata?.name });
    expect(deployment.spec?.replicas).toBeUndefined();
  });

  it('leave a pod to be evicted', () => {
    expect(budget.spec?.minAvailable).toBe(1);
    expect(scaler.spec?.minReplicas).toBeGreaterThan(1);
  });
});
