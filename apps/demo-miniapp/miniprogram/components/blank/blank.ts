/** What a list shows instead of nothing: that it loads, that it is empty, that it could not be had. */
Component({
  properties: {
    loading: Boolean,
    /** A picture of the style sheet: `chats`, `people`, `bell`, `page`, `shield`, `warn`. */
    mark: String,
    text: String,
    note: String,
    /** Text of the button; `act` when it is tapped. */
    action: String,
  },
  methods: {
    act() {
      this.triggerEvent('act')
    },
  },
})
