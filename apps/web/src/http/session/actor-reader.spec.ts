import { describe, expect, it, jest } from '@jest/globals';
import { UserDirectory, userId, type Actor, type Colleague, type UserId } from '@isonomia/application';
import { ActorReader } from './actor-reader.js';
import { Sessions, type SessionOf } from './sessions.js';

class CountingSessions extends Sessions {
  lookups = 0;
  signedIn = true;

  signIn(): ReturnType<Sessions['signIn']> {
    return Promise.resolve({ ok: false, reason: 'wrong' });
  }
  signOut(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }
  read(cookie: string): Promise<SessionOf | undefined> {
    this.lookups += 1;
    const known = this.signedIn && cookie === 'isonomia-session=asha';
    const session = { userId: 'asha', sessionId: 's1', enrolled: false, secondFactor: false, provedAt: new Date() };
    return Promise.resolve(known ? { ...session, setCookies: ['prolonged'] } : undefined);
  }
}

class OnePerson extends UserDirectory {
  actor(user: UserId): Promise<Actor | undefined> {
    return Promise.resolve({ userId: user, name: 'Asha Lindqvar', language: 'en', memberships: [] });
  }
  namesOf(): Promise<ReadonlyMap<UserId, string>> {
    return Promise.resolve(new Map());
  }
  colleagues(): Promise<readonly Colleague[]> {
    return Promise.resolve([]);
  }
}

const setUp = () => {
  const sessions = new CountingSessions();
  return { sessions, reader: new ActorReader(sessions, new OnePerson(), { name: 'isonomia-session' }) };
};
const COOKIES = 'theme=dark; isonomia-session=asha; other=1';

describe('who asks', () => {
  it('is looked up once for a burst of requests, and the session prolonged once', async () => {
    const { sessions, reader } = setUp();
    const all = await Promise.all(Array.from({ length: 20 }, () => reader.read(COOKIES)));
    expect(all.every((found) => found?.actor.userId === userId('asha'))).toBe(true);
    expect(all.flatMap((found) => found?.setCookies ?? [])).toEqual(['prolonged']);
    expect(sessions.lookups).toBe(1);
  });

  it('is looked up again after a second, so that a removed person is out', async () => {
    jest.useFakeTimers();
    const { sessions, reader } = setUp();
    await reader.read(COOKIES);
    sessions.signedIn = false;
    jest.advanceTimersByTime(1001);
    expect(await reader.read(COOKIES)).toBeUndefined();
    jest.useRealTimers();
  });

  it('is nobody at once after signing out', async () => {
    const { sessions, reader } = setUp();
    await reader.read(COOKIES);
    sessions.signedIn = false;
    reader.forget(COOKIES);
    expect(await reader.read(COOKIES)).toBeUndefined();
  });

  it.each([undefined, '', 'theme=dark', 'isonomia-session='])(
    'is nobody without a session cookie: %s',
    async (cookies) => {
      const { sessions, reader } = setUp();
      expect(await reader.read(cookies)).toBeUndefined();
      expect(sessions.lookups).toBe(0);
    },
  );
});
