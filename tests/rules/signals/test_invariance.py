"""What a text says does not depend on width, script or noise, and every signal stands where its span says."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.signals import SignalReader
from tests.rules.signals.evasion.disguises import disguises
from tests.rules.signals.evasion.sentences import PLAIN, WILD, said

DISGUISES = disguises()
SENTENCES = st.sampled_from([sentence for sentences in PLAIN.values() for sentence in sentences])
ANY_SENTENCES = st.one_of(SENTENCES, st.sampled_from([text for texts in WILD.values() for text in texts]))
ENDS = st.sampled_from(["。", "\n", "! ", ";"])
HARMLESS = [DISGUISES[name] for name in ("full width", "traditional", "zero width", "joiners", "underlined")]
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u0336\u0301"


@st.composite
def texts(draw: st.DrawFn, sentences: st.SearchStrategy[str] = SENTENCES) -> str:
    """Draw a text of a few sentences."""
    return "".join(draw(sentences) + draw(ENDS) for _ in range(draw(st.integers(1, 4))))


@st.composite
def noises(draw: st.DrawFn) -> Callable[[str], str]:
    """Draw what puts characters that show nothing into a text, here and there."""
    gaps = draw(st.lists(st.tuples(st.floats(0, 1), st.sampled_from(INVISIBLE)), max_size=12))

    def noisy(text: str) -> str:
        for share, mark in gaps:
            at = round(share * (len(text) - 1)) + 1  # a mark of its own stands on some character
            text = text[:at] + mark + text[at:]
        return text

    return noisy


@settings(max_examples=150)
@given(texts(), st.lists(st.sampled_from(HARMLESS), max_size=2), noises())
def test_width_script_and_noise_change_nothing(
    reader: SignalReader, text: str, worn: list[Callable[[str], str]], noise: Callable[[str], str]
) -> None:
    hidden = text
    for disguise in (*worn, noise):
        hidden = disguise(hidden)
    assert said(reader, hidden) == said(reader, text)


@settings(max_examples=150)
@given(texts(ANY_SENTENCES), st.lists(st.sampled_from([*DISGUISES.values()]), max_size=3))
def test_every_signal_stands_somewhere_in_the_text_as_typed(
    reader: SignalReader, text: str, worn: list[Callable[[str], str]]
) -> None:
    for disguise in worn:
        text = disguise(text)
    for signal in reader.read(text, forwarded=True).signals:
        start, end = signal.span
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip()
