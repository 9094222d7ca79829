export { event } from './plugin'
export type {
  EventApi,
  EventEvents,
  EventShape,
  MsgEventSubscribe,
  PublishEventOptions,
  PublishEventResult,
  PushEvent,
  QuerySubscribeEventsOptions,
  SubscribeEventOptions,
  SubscribeEventResult,
  UnSubscribeEventsOptions,
  UnSubscribeEventsResult,
} from './types'
