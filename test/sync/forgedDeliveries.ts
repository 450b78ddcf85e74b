import { createHmac } from 'node:crypto';
import { type Delivery, deliveryOf, nowSeconds, signature, webhookSecret } from './deliveries.ts';

type Forge = (event: object, n: number) => Delivery;

const signed = (body: Buffer, at: number | string = nowSeconds(), secret = webhookSecret): Delivery => ({
  body,
  header: `t=${at},v1=${signature(body, at, secret)}`,
});

/** The ways in which a delivery can be wrong; each takes a number, for as many different ones as are wanted. */
export const forgeries: Readonly<Record<string, Forge>> = {
  'another secret': (event, n) => deliveryOf(event, { secret: `whsec_other${n}` }),
  'an empty secret': (event) => deliveryOf(event, { secret: '' }),
  'a secret cut short': (event, n) =>
    deliveryOf(event, { secret: webhookSecret.slice(0, -1 - (n % (webhookSecret.length - 1))) }),
  'a changed byte': (event, n) => {
    const { body, header } = deliveryOf(event);
    const at = n % body.length;
    return { body: Buffer.from(body.map((byte, index) => (index === at ? byte ^ 1 : byte))), header };
  },
  'a byte too few': (event, n) => {
    const { body, header } = deliveryOf(event);
    return { body: body.subarray(0, body.length - 1 - (n % 50)), header };
  },
  'a byte too many': (event, n) => {
    const { body, header } = deliveryOf(event);
    return { body: Buffer.concat([body, Buffer.from(' '.repeat(1 + (n % 50)))]), header };
  },
  'an old one': (event, n) => deliveryOf(event, { at: nowSeconds() - 302 - n * 60 }),
  'one from the future': (event, n) => deliveryOf(event, { at: nowSeconds() + 302 + n * 60 }),
  'another time than was signed': (event, n) => {
    const { body, header = '' } = deliveryOf(event, { at: nowSeconds() - 4000 });
    return { body, header: header.replace(/t=\d+/, `t=${nowSeconds() - (n % 200)}`) };
  },
  'a changed signature': (event, n) => {
    const { body, header = '' } = deliveryOf(event);
    const at = header.indexOf('v1=') + 3 + (n % 64);
    return { body, header: header.slice(0, at) + (header[at] === '0' ? '1' : '0') + header.slice(at + 1) };
  },
  'a signature cut short': (event, n) => {
    const { body, header = '' } = deliveryOf(event);
    return { body, header: header.slice(0, -1 - (n % 63)) };
  },
  'another scheme': (event, n) => {
    const { body, header = '' } = deliveryOf(event);
    return { body, header: header.replace('v1=', ['v0=', 'v2=', 'V1=', 'v1 =', 'v11='][n % 5] ?? '') };
  },
  'two times': (event, n) => {
    const { body, header } = deliveryOf(event);
    return { body, header: `${header},t=${nowSeconds() - n}` };
  },
  'no time': (event) => {
    const { body, header = '' } = deliveryOf(event);
    return { body, header: header.replace(/t=\d+,/, '') };
  },
  'a time that is no number': (event, n) => {
    const at = ['', 'now', '1e9', '-1', '0x7fffffff', ' ', 'NaN', 'Infinity'][n % 8] ?? '';
    return signed(Buffer.from(JSON.stringify(event)), at);
  },
  'no signature': (event, n) => ({
    body: deliveryOf(event).body,
    header: [undefined, '', ',', `t=${nowSeconds()}`, `t=${nowSeconds()},v1=`, 'v1=v1'][n % 6],
  }),
  'the signature of another body': (event, n) => {
    const at = nowSeconds();
    return {
      body: deliveryOf(event).body,
      header: `t=${at},v1=${signature(JSON.stringify({ ...event, n }), at)}`,
    };
  },
  'the signature without the time': (event, n) => {
    const body = Buffer.from(JSON.stringify({ ...event, n }));
    const bare = createHmac('sha256', webhookSecret).update(body).digest('hex');
    return { body, header: `t=${nowSeconds()},v1=${bare}` };
  },
  'the other mode': (event) => deliveryOf({ ...event, livemode: true }),
  'no JSON': (event, n) =>
    signed(Buffer.from(JSON.stringify(event).slice(n % 5 === 0 ? 1 : 0, -1 - (n % 9)))),
  'no UTF-8': (event, n) => signed(Buffer.concat([deliveryOf(event).body, Buffer.from([0xff, n & 0xff])])),
  'no event': (event, n) => {
    const nothing = {
      id: undefined,
      type: undefined,
      data: undefined,
      created: undefined,
      object: undefined,
    };
    const key = Object.keys(nothing)[n % 5] ?? 'id';
    return deliveryOf({ ...event, [key]: n % 2 === 0 ? undefined : { n } });
  },
};

/** @returns this many deliveries that must all be refused, of every kind equally many. */
export function forgedDeliveries(
  event: object,
  count: number,
): readonly { readonly kind: string; readonly delivery: Delivery }[] {
  const kinds = Object.entries(forgeries);
  return Array.from({ length: count }, (_, index) => {
    const [kind, forge] = kinds[index % kinds.length] ?? kinds[0] ?? ['', deliveryOf];
    return { kind, delivery: forge(event, Math.floor(index / kinds.length)) };
  });
}
