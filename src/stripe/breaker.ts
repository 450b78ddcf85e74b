import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  CountBreaker,
  circuitBreaker,
  handleWhen,
  type IBreaker,
} from 'cockatiel';
import { isFailureOfStripe, StripeFailure } from './failures.ts';

export type BreakerLimits = {
  /** Failures in a row that open it. */
  readonly inRow: number;
  /** It opens, too, when half of the last so many calls failed. */
  readonly window: number;
  /** How long it stays open before one call may probe, in milliseconds. */
  readonly openMs: number;
};

export type BreakerState = 'closed' | 'open' | 'half-open';

export type Breaker = {
  state(): BreakerState;
  /**
   * Lets a call through and counts how it ends. Failures of Stripe count against it; what Stripe answered, a refusal
   * too, counts for it; anything else, such as a caller that hung up, counts neither way.
   *
   * @param call is told whether it is the probe.
   * @throws StripeFailure `breaker_open`, and whatever the call throws.
   */
  run<T>(call: (isProbe: boolean) => Promise<T>): Promise<T>;
};

type Answered<T> = { readonly value: T } | { readonly refusal: StripeFailure };

/** @param onChange hears of each change of state. */
export function createBreaker(limits: BreakerLimits, onChange: (state: BreakerState) => void): Breaker {
  const policy = circuitBreaker(handleWhen(isFailureOfStripe), {
    halfOpenAfter: limits.openMs,
    breaker: either(
      new ConsecutiveBreaker(limits.inRow),
      // CountBreaker wants more than its threshold; half of the calls is to be enough.
      new CountBreaker({ size: limits.window, threshold: (limits.window / 2 - 0.5) / limits.window }),
    ),
  });
  let opensAt = 0;
  policy.onBreak(() => {
    opensAt = Date.now() + limits.openMs;
  });
  policy.onStateChange((state) => onChange(nameOf(state)));

  /** Milliseconds until a call may try; undefined where one may now. cockatiel would let others wait for the probe. */
  function refusedFor(): number | undefined {
    if (policy.state === CircuitState.HalfOpen) return 1000;
    const wait = opensAt - Date.now();
    return policy.state === CircuitState.Open && wait > 0 ? wait : undefined;
  }

  return {
    state: () => nameOf(policy.state),
    run: async (call) => {
      const ms = refusedFor();
      if (ms !== undefined) throw refusal(ms);
      const isProbe = policy.state !== CircuitState.Closed;
      try {
        const answered = await policy.execute(() => answeredBy(call(isProbe)));
        if ('refusal' in answered) throw answered.refusal;
        return answered.value;
      } catch (error) {
        throw error instanceof BrokenCircuitError ? refusal(1000) : error;
      }
    },
  };
}

function refusal(ms: number): StripeFailure {
  return new StripeFailure('breaker_open', { retryAfter: Math.ceil(ms / 1000) });
}

/** A refusal is an answer, so it must not reach the breaker as an exception. */
async function answeredBy<T>(call: Promise<T>): Promise<Answered<T>> {
  try {
    return { value: await call };
  } catch (error) {
    if (error instanceof StripeFailure && !isFailureOfStripe(error)) return { refusal: error };
    throw error;
  }
}

/** Opens when either of two would. */
function either(one: IBreaker, other: IBreaker): IBreaker {
  return {
    get state() {
      return [one.state, other.state];
    },
    success: (state) => {
      one.success(state);
      other.success(state);
    },
    failure: (state) => {
      const opens = [one.failure(state), other.failure(state)];
      return opens.includes(true);
    },
  };
}

function nameOf(state: CircuitState): BreakerState {
  if (state === CircuitState.Closed) return 'closed';
  return state === CircuitState.HalfOpen ? 'half-open' : 'open';
}
