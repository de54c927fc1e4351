"""What the bot shows, as lines of a terminal: plain where they are piped on, styled where a person reads them."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from bot.deep_links import shared
from bot.terminal_chats import Shown
from bot.terminal_html import in_characters
from bot.terminal_messages import Button
from bot.texts import Texts

_STYLES = {
    "bold": "bold", "italic": "italic", "underline": "underline", "strikethrough": "strike", "code": "cyan",
    "pre": "cyan", "blockquote": "italic", "text_link": "underline",
}  # fmt: skip


class Screen:
    """Prints to `console`: a message, its buttons by number, where a file was saved, and an empty line."""

    def __init__(self, console: Console, texts: Texts) -> None:
        self._console = console
        self._texts = texts
        self._last: dict[int, tuple[str, tuple[Button, ...]]] = {}

    def show(self, shown: Shown) -> None:
        """Print what happened; a message whose text was left alone by an edit is not repeated."""
        text, buttons = self._last.get(shown.message_id, ("", ()))
        if shown.what == "deleted":
            self.note(str(self._texts.get("terminal.deleted").unescape()))
            return
        parts = []
        if shown.what != "edited" or shown.text != text:
            parts.append(styled(shown))
        if shown.buttons and (parts or shown.buttons != buttons):
            parts.append(Text(numbered(shown.buttons), style="bold cyan"))
        if shown.path is not None and shown.what == "sent":
            parts.append(Text(str(self._texts.get("terminal.saved", path=shown.path).unescape())))
        if shown.what != "alert":
            self._last[shown.message_id] = shown.text, shown.buttons
        if parts:
            self._console.print(Text("\n").join(parts), end="\n\n", soft_wrap=True)

    def show_sent(self, text: str, buttons: tuple[Button, ...]) -> None:
        """Print a message that the person sent by choosing it."""
        parts = [Text(text), *([Text(numbered(buttons), style="bold cyan")] if buttons else [])]
        self._console.print(Text("\n").join(parts), end="\n\n", soft_wrap=True)

    def note(self, text: str) -> None:
        """Print a line of the terminal's own."""
        self._console.print(Text(text, style="dim"), end="\n\n", soft_wrap=True)


def numbered(buttons: tuple[Button, ...]) -> str:
    """The buttons in one line: «[1] Plus  [2] …»; one that opens a page shows its address."""
    return "  ".join(
        f"[{number}] {button.text}" + (f" ({shared(button.url)})" if button.url else "")
        for number, button in enumerate(buttons, 1)
    )


def styled(shown: Shown) -> Text:
    """The text with its styles; addresses of links follow in brackets, quoted lines begin with a bar."""
    text = Text(shown.text)
    inserted: list[tuple[int, str]] = []
    for entity in shown.entities:
        start, end = in_characters(shown.text, entity)
        if style := _STYLES.get(entity.kind):
            text.stylize(style, start, end)
        if entity.url and entity.url != shown.text[start:end]:
            inserted.append((end, f" ({entity.url})"))
        if entity.kind == "blockquote":
            breaks = [i + 1 for i in range(start, end) if shown.text[i] == "\n"]
            inserted += [(place, "│ ") for place in (start, *breaks)]
    for place, addition in sorted(inserted, reverse=True):
        before, after = text[:place], text[place:]
        text = before + Text(addition) + after
    return text
