/** What the panel of the chat page offers. */
export const emojis = '😀 😄 😂 🥲 😊 😍 😘 😜 🤔 😎 😴 😭 😡 🥳 🤝 👍 👏 🙏 💪 ❤️ 🌹 🎉 🔥 ✨ ☕ 🍻 🐱 🐶 🌞 🌙 ✅ ❓'.split(' ')
