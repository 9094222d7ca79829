import { nameOf } from '../../config'

const colors = ['#3d9be9', '#f0883e', '#8f6fe0', '#2fb58a', '#e5647c', '#c08a3e', '#5b84f1', '#4aa8b5']

/** The letter and the colour of an account, always the same ones. */
Component({
  properties: {
    account: String,
    /** Side, rpx. */
    size: { type: Number, value: 88 },
  },
  data: { letter: '', color: '' },
  observers: {
    account(account: string) {
      let sum = 0
      for (let i = 0; i < account.length; i++) sum += account.charCodeAt(i)
      this.setData({ letter: nameOf(account).slice(0, 1).toUpperCase(), color: colors[sum % colors.length]! })
    },
  },
})
