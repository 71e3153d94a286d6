import type { DomainEvent } from '#app/domain/audit/events.ts';
import { yearOf } from '#app/domain/kernel/instant.ts';
import type { EventHandler } from '#app/usecases/events/event-handler.ts';
import type { Handle } from '#db/open.server.ts';
import { listYears } from '#db/stores/appraisal.ts';
import { findCertificate } from '#db/stores/certification.ts';
import { dayOfRecords, ensureYear, isOpenable, readYearRules } from './open-year.server.ts';
import { recomputePeople } from './recompute-people.server.ts';

/**
 * On `certificate-issued`, `certificate-changed` and `hours-credited`: computes the person's record of every open year
 * that the event touches. Hours touch their own year; a certificate the year of its issue and all after it. Hours of a
 * year that was never opened change nothing.
 */
export const refreshAppraisalOnChange: EventHandler = async ({ tx, context, event }) => {
  const touched = await touchedYears(tx, event);
  if (!touched) throw new Error(`refresh-appraisal does not handle ${event.type}`);
  const current = yearOf(context.clock.now(), context.zone);
  const open = (await listYears(tx)).map(({ year }) => year);
  const years = new Set([...open, current - 1, current].filter((year) => year >= touched.from && year <= touched.to));
  for (const year of [...years].sort((a, b) => a - b)) {
    const row = await ensureYear(tx, context, year);
    const on = dayOfRecords(context, year);
    if (!row || on === null) {
      // Without a policy there is nothing to compute by; the first full computation includes this person.
      if (isOpenable(context, year)) context.log.warn({ year }, 'no appraisal or hours policy in force');
      continue;
    }
    const rules = await readYearRules(tx, row);
    await recomputePeople({ tx, context, rules, on, personIds: [touched.personId] });
  }
};

async function touchedYears(
  tx: Handle,
  event: DomainEvent,
): Promise<{ personId: string; from: number; to: number } | null> {
  switch (event.type) {
    case 'hours-credited':
      return { personId: event.personId, from: event.year, to: event.year };
    case 'certificate-issued':
    case 'certificate-changed': {
      const certificate = await findCertificate(tx, event.certificateId);
      if (!certificate) throw new Error(`certificate ${event.certificateId} is not there`);
      return { personId: event.personId, from: Number(certificate.issuedOn.slice(0, 4)), to: Number.POSITIVE_INFINITY };
    }
    default:
      return null;
  }
}
