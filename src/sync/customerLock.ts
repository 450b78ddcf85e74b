/**
 * The name of the lock that whoever changes a customer's account holds.
 *
 * @example await store.locks.run(customerLock('cus_1'), work)
 */
export function customerLock(customerId: string): string {
  return `customer ${customerId}`;
}
