import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Context } from '#app/usecases/context.ts';
import { countRunningAttempts } from '#db/stores/exams.ts';
import { readBacklog } from '#db/stores/outbox.ts';

const registry = new Registry();
collectDefaultMetrics({ register: registry });

export const answersSaved = new Counter({
  name: 'xunkao_answers_saved_total',
  help: 'Answers made durable and receipted by this process',
  registers: [registry],
});

export const requestSeconds = new Histogram({
  name: 'xunkao_http_request_seconds',
  help: 'Time from request to the end of the response',
  labelNames: ['method', 'status'],
  buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  registers: [registry],
});

const attemptsRunning = new Gauge({
  name: 'xunkao_attempts_in_progress',
  help: 'Attempts whose clock runs',
  registers: [registry],
});
const eventsWaiting = new Gauge({
  name: 'xunkao_events_waiting',
  help: 'Deliveries of domain events not yet done',
  registers: [registry],
});
const eventsOldest = new Gauge({
  name: 'xunkao_events_oldest_seconds',
  help: 'Age of the oldest of them',
  registers: [registry],
});

/** Everything in Prometheus' text form; gauges are read from the database at this moment. */
export async function renderMetrics(context: Context): Promise<{ contentType: string; body: string }> {
  const { read } = context.database;
  const { waiting, oldestAt } = await readBacklog(read, context.clock.now());
  attemptsRunning.set(await countRunningAttempts(read));
  eventsWaiting.set(waiting);
  eventsOldest.set(oldestAt === null ? 0 : (context.clock.now() - oldestAt) / 1000);
  return { contentType: registry.contentType, body: await registry.metrics() };
}
