import type { Calls } from './calls'

const notice = { to: 'bob', type: 'customP2p', attach: '{"a":1}' }

export const sysmsgCalls: Calls = {
  needs: ['systemMessage'],
  groups: ['systemMessage'],
  right: [
    ['systemMessage.sendCustomSysMsg', { ...notice, setting: { needSaveOffline: true, isRoutable: false, envConfig: 'env' }, pushInfo: { needPush: true, needPushBadge: false, needPushNick: true, pushContent: 'c', pushPayload: '{}' } }, '7_7'],
    ['systemMessage.sendCustomSysMsg', { ...notice, type: 'customTeam', to: '100' }, '7_7'],
    ['systemMessage.sendCustomSysMsg', { ...notice, type: 'customSuperTeam', to: '900', attach: 'text' }, '21_16'],
  ],
  wrong: {
    'systemMessage.sendCustomSysMsg': [{}, { ...notice, to: '' }, { ...notice, to: 5 }, { ...notice, to: undefined }, { ...notice, type: undefined }, { ...notice, type: 'customRoom' }, { ...notice, type: 100 }, { ...notice, attach: undefined }, { ...notice, attach: '' }, { ...notice, attach: { a: 1 } }],
    'systemMessage.sendCustomSysMsg ': [{ ...notice, setting: 'x' }, { ...notice, setting: { needSaveOffline: 1 } }, { ...notice, setting: { env: '' } }, { ...notice, setting: { env: 5 } }, { ...notice, pushInfo: { needPush: 1 } }, { ...notice, pushInfo: { needPushBadge: 1 } }, { ...notice, pushInfo: { needPushNick: 1 } }, { ...notice, pushInfo: { pushContent: '' } }, { ...notice, pushInfo: { pushContent: 5 } }, { ...notice, pushInfo: { pushPayload: '' } }, { ...notice, pushInfo: { pushPayload: 5 } }],
  },
}
