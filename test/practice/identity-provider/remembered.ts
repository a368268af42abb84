import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

const AT_MOST = 10_000;
// What a grant takes with it when it is withdrawn; a sign-in under way is not among it.
const GRANTED = ['AccessToken', 'AuthorizationCode'];

/** Keeps the provider's codes, grants and sessions in memory: a restart forgets who is signed in, which is all right for practice. */
export function remembered(): AdapterFactory {
  const kept = new Map<string, AdapterPayload>();
  return (model) => keeper(kept, model);
}

function keeper(kept: Map<string, AdapterPayload>, model: string): Adapter {
  const key = (id: string) => `${model}:${id}`;
  const findWhere = async (matches: (payload: AdapterPayload) => boolean) => {
    for (const [name, payload] of kept) if (name.startsWith(key('')) && matches(payload)) return payload;
    return undefined;
  };
  return {
    upsert: async (id, payload) => {
      kept.set(key(id), payload);
      const oldest = kept.size > AT_MOST ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
    },
    find: async (id) => kept.get(key(id)),
    findByUid: (uid) => findWhere((payload) => payload.uid === uid),
    findByUserCode: (userCode) => findWhere((payload) => payload.userCode === userCode),
    consume: async (id) => {
      const payload = kept.get(key(id));
      if (payload) payload.consumed = Math.floor(Date.now() / 1000);
    },
    destroy: async (id) => {
      kept.delete(key(id));
    },
    revokeByGrantId: async (grantId) => {
      const granted = (name: string) => GRANTED.includes(name.slice(0, name.indexOf(':')));
      for (const [name, payload] of kept) if (payload.grantId === grantId && granted(name)) kept.delete(name);
    },
  };
}
