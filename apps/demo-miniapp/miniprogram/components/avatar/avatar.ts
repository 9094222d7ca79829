const colors = ['#3d9be9', '#f0883e', '#8f6fe0', '#2fb58a', '#e5647c', '#c08a3e', '#5b84f1', '#4aa8b5']

/** The letter of a name in the colour of an account, always the same ones; with a dot when that account is online. */
Component({
  properties: {
    account: String,
    name: String,
    /** Side, rpx. */
    size: { type: Number, value: 88 },
    online: Boolean,
  },
  data: { letter: '', color: colors[0]! },
  observers: {
    'account, name'(account: string, name: string) {
      let sum = 0
      for (let i = 0; i < account.length; i++) sum += account.charCodeAt(i)
      this.setData({ letter: (name || account).slice(0, 1).toUpperCase(), color: colors[sum % colors.length]! })
    },
  },
})
