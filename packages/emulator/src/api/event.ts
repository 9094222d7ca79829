import { endOf, findSubscriptions, subscribe, unsubscribe } from '../subscription'
import type { Actions, Form } from './form'

const maxPerCall = 100

const typeOf = (form: Form) => String(form.number('eventType', 1))
const publishers = (form: Form) => form.list('publisherAccids', maxPerCall)

/** What accounts are subscribed to. */
export const eventActions = {
  'event/subscribe/add': (s, form) => ({ failedAccid: subscribe(s, form.account('accid'), { type: typeOf(form), wanted: publishers(form), life: form.within('ttl', 60, 2_592_000) }).failed }),
  'event/subscribe/delete': (s, form) => ({ failedAccid: unsubscribe(s, form.account('accid'), typeOf(form), publishers(form)) }),
  'event/subscribe/batchdel': (s, form) => void unsubscribe(s, form.account('accid'), typeOf(form)),
  'event/subscribe/query'(s, form) {
    const found = findSubscriptions(s, form.account('accid'), typeOf(form), publishers(form))
    return { subscribes: found.map((sub) => ({ accid: sub.publisher, eventType: Number(sub.type), expireTime: endOf(sub), subscribeTime: sub.time })) }
  },
} satisfies Actions
