/** One line of a list: a title, and what belongs to it. */
Component({
  options: { multipleSlots: true },
  properties: {
    title: String,
    note: String,
    value: String,
    badge: Number,
    /** Leads on. */
    arrow: Boolean,
    /** The last one of a group has no line below. */
    last: Boolean,
  },
})
