"""Part of speech and lemma by look-up are those of the model's own components."""

from assets.enriched.annotate.parsing.word_forms import Shown, forms
from assets.enriched.annotate.text.language_model import PARSING, WORDING, apply, language_model

TEXT = (
    "There's no doubt that it is what they wanted, but he didn't say so. Let's go, we're gonna see them. "
    "The ministers, who had met before, were going to do what had been agreed; she does her best, he has had it. "
    "I told you because if you ain't there, it won't matter. The best of those talks lasted longer than this one. "
    "All the troops' tanks were seen by its officers, and there are two of them."
)


def test_forms_are_those_of_the_model() -> None:
    doc = next(apply(PARSING, [language_model().make_doc(TEXT)], 1))
    shown = [Shown(token.orth, token.tag, token.dep) for token in doc]
    found = forms(shown)
    right = next(apply(WORDING, [doc], 1))
    strings = language_model().vocab.strings
    assert [(strings[form.pos], strings[form.lemma]) for form in found] == [(t.pos_, t.lemma_) for t in right]
    assert [form.morph for form in found] == [t.morph.key for t in right]  # type: ignore[attr-defined]
    assert forms(shown) == found


def test_lemmas_that_the_model_gets_wrong_are_mended() -> None:
    strings = language_model().vocab.strings
    doc = next(apply(PARSING, [language_model().make_doc("The army staged a drill.")], 1))
    found = forms([Shown(token.orth, token.tag, token.dep) for token in doc])
    assert strings[found[2].lemma] == "stage"
