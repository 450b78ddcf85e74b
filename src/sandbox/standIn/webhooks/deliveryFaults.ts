/** What may befall a delivery on its way. */
export type DeliveryFaultKind =
  /** It arrives so many milliseconds late. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Each arrives at a time of its own within so many milliseconds, so that their order is lost. */
  | { readonly kind: 'shuffle'; readonly ms: number }
  /** It arrives again, once or as often as `copies` says. */
  | { readonly kind: 'duplicate'; readonly copies?: number | undefined }
  /** It never arrives, and is not tried again: the event stays undelivered. */
  | { readonly kind: 'drop' };

export type DeliveryFault = DeliveryFaultKind & {
  /** The types of events in which `*` stands for any characters: `customer.*`; by default all. */
  readonly type?: string | undefined;
  /** How many deliveries; `Infinity` for all until `clear()`. */
  readonly times?: number | undefined;
};

export type DeliveryFaults = {
  /**
   * Lets something befall the next matching deliveries. Faults of different kinds befall the same delivery together.
   *
   * @example standIn.webhooks.faults.next({ kind: 'drop', type: 'customer.subscription.*', times: 3 })
   * @example standIn.webhooks.faults.next({ kind: 'shuffle', ms: 500, times: Infinity })
   */
  next(fault: DeliveryFault): void;
  clear(): void;
};

/** What befalls one delivery, all faults taken together. */
export type Fate = { readonly dropped: boolean; readonly copies: number; lateness(): number };

export type DeliveryFaultQueue = DeliveryFaults & { take(type: string): Fate };

export function createDeliveryFaults(): DeliveryFaultQueue {
  let waiting: { readonly fault: DeliveryFault; left: number }[] = [];
  return {
    next(fault) {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    clear() {
      waiting = [];
    },
    take(type) {
      const taken = new Map<DeliveryFault['kind'], DeliveryFault>();
      for (const entry of waiting) {
        if (taken.has(entry.fault.kind) || !matches(entry.fault, type)) continue;
        taken.set(entry.fault.kind, entry.fault);
        entry.left -= 1;
      }
      waiting = waiting.filter(({ left }) => left > 0);
      return fateOf([...taken.values()]);
    },
  };
}

function fateOf(faults: readonly DeliveryFault[]): Fate {
  return {
    dropped: faults.some(({ kind }) => kind === 'drop'),
    copies: faults.reduce((sum, fault) => sum + (fault.kind === 'duplicate' ? (fault.copies ?? 1) : 0), 0),
    lateness: () =>
      faults.reduce((ms, fault) => {
        if (fault.kind === 'delay') return ms + fault.ms;
        return fault.kind === 'shuffle' ? ms + Math.random() * fault.ms : ms;
      }, 0),
  };
}

function matches({ type: wanted = '*' }: DeliveryFault, type: string): boolean {
  const parts = wanted.split('*').map((part) => part.replaceAll('.', '\\.'));
  return new RegExp(`^${parts.join('.*')}$`).test(type);
}
