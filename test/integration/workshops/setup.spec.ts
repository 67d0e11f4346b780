import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HoldSeat, UnitOfWork, WorkshopStore, type Actor } from '@isonomia/application';
import { Stage } from '../../support/stage.js';
import { seatScope, workshopCast, type WorkshopCast } from '../../support/workshop.js';

describe('the set-up of a workshop', () => {
  let stage: Stage;
  let cast: WorkshopCast;
  beforeAll(async () => {
    stage = await Stage.open();
    cast = await workshopCast(stage.database);
  });
  afterAll(() => stage.close());

  const seenBy = (actor: Actor) =>
    stage.port(UnitOfWork).run({ actor: actor.userId }, async (tx) => {
      const store = stage.port(WorkshopStore);
      const { workshop } = cast;
      return {
        found: (await store.find(tx, workshop))?.title,
        groups: (await store.groups(tx, workshop)).length,
        people: (await store.roster(tx, workshop)).length,
        seated: (await store.roster(tx, workshop)).filter(({ seated }) => seated).length,
      };
    });

  it('shows whoever leads it everybody, a lead of an agency their own people, and a coordinator elsewhere nothing', async () => {
    const all = { found: 'Women at the border', groups: 8, people: 22, seated: 22 };
    expect(await seenBy(cast.facilitator)).toEqual(all);
    expect(await seenBy(cast.coordinator)).toEqual(all);
    expect(await seenBy(cast.agencies[0].lead)).toEqual({ ...all, people: 4, seated: 0 });
    expect(await seenBy(cast.stranger)).toEqual({ found: undefined, groups: 0, people: 0, seated: 0 });
  });

  it('lets the secret of a seat into the room and no other', async () => {
    const [someone] = cast.agencies[0].people;
    const seat = await stage.get(HoldSeat).execute({ secret: someone.secret });
    expect(seat).toMatchObject({ participant: someone.participant, group: { id: someone.group, kind: 'agency' } });
    const people = await stage
      .port(UnitOfWork)
      .run(seatScope(someone), (tx) => stage.port(WorkshopStore).roster(tx, cast.workshop));
    // The four of the agency, and of the others those of the same mixed group.
    expect(people.filter(({ agencyGroupId }) => agencyGroupId === someone.group)).toHaveLength(4);
    expect(
      people.every(
        ({ agencyGroupId, mixedGroupId }) => agencyGroupId === someone.group || mixedGroupId === someone.mixed,
      ),
    ).toBe(true);
    await expect(stage.get(HoldSeat).execute({ secret: 'guessed' })).rejects.toMatchObject({ code: 'seat.unusable' });
  });
});
