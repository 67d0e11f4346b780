import { together, type Room } from './phones.js';
import type { Stage } from './region.js';

/** Everybody hands one sheet in; afterwards more of them know the answer, as one would hope. */
export async function playQuiz({ rehearsal }: Stage, room: Room, phase: 'before' | 'after'): Promise<void> {
  rehearsal.part(phase === 'before' ? 'Day one: the quiz' : 'Day three: the quiz once more');
  let taken = 0;
  await together(room.phones, async (phone, at) => {
    // Whoever changed phones has the seat on another one.
    if ((await phone.visit('/workshop')).status === 404) return;
    const page = await phone.open(`/workshop/quiz/${phase}`);
    const form = page.form(/\/quiz\//);
    const asked = form.names.filter((name) => name !== '_csrf' && name !== 'key');
    const chosen = asked.map((name, nth) => {
      const options = form.options(name);
      return [name, options[(phase === 'before' ? at + nth : nth) % options.length] ?? ''];
    });
    const handed = await phone.fill(form, Object.fromEntries(chosen) as Readonly<Record<string, string>>);
    if (handed.status < 400) taken += 1;
  });
  rehearsal.check('a sheet from every phone', taken >= room.phones.length - 3, `${taken}`);
  const result = await room.facilitator.open(`${room.at}/quiz`);
  rehearsal.check(
    'the result is in numbers of many, and names nobody',
    !result.text.includes(room.phones[0]?.who ?? ''),
  );
}
