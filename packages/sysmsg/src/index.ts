export { systemMessage } from './plugin'
export type {
  SendCustomSysMsgOptions,
  SystemMessage,
  SystemMessageAntiSpamInfo,
  SystemMessageApi,
  SystemMessageEvents,
  SystemMessageOptions,
  SystemMessagePeer,
  SystemMessagePushInfo,
  SystemMessageSetting,
  SystemMessageShape,
  SystemMessageState,
  SystemMessageType,
  SystemMessageUnread,
  SystemMessageUpdate,
} from './types'
