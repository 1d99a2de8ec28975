import type { Response } from 'express';
import { chance } from '../chance.ts';
import type { World } from '../world.ts';
import { refusal } from './errors.ts';
import { refuse } from './rest-answers.ts';

/**
 * Accepts one valid order, once for each request: like Twilio, it knows no idempotency key. The
 * faults decide whether the order counts, and whether the customer gets the answer.
 */
export function acceptOrder(world: World, res: Response, name: string, accept: () => object): void {
  const { rest } = world.faults;
  const attempt = world.count(`orders of ${name}`);
  const drawn = (fault: keyof typeof rest) =>
    chance(world.config.seed, name, attempt, fault) < rest[fault];

  if (drawn('too_many_requests')) {
    res.setHeader('Twilio-Concurrent-Requests', '100');
    refuse(res, refusal(20429));
    return;
  }
  if (drawn('error_500_before')) {
    refuse(res, refusal(20500));
    return;
  }
  const created = accept();
  if (drawn('lose_response_after_accept')) return void res.socket?.destroy();
  if (drawn('error_500_after_accept')) {
    refuse(res, refusal(20500));
    return;
  }
  res.status(201).json(created);
}
