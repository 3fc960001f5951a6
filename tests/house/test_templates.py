"""What people read and what their browser runs."""

from __future__ import annotations

import re

from .tree import assert_only_allowed, name, templates

INLINE = {
    r"<style\b": "a style sheet in the page",
    r"\sstyle\s*=": "a style in an element",
    r"<script\b(?![^>]*\b(src\s*=|type=\"application/json\"))": "a script in the page",
    r"<[^>]*\son[a-z]+\s*=": "an event handler in an element",
    r"javascript:": "an address that is a script",
}
# Words to avoid are in GLOSSARY.md, with the words that we say.
AVOIDED = {
    r"clients?": "person",
    r"patients?": "person",
    r"service users?": "person",
    r"users?": "worker, or whoever is meant",
    r"(?<!in )(?<!in any )(?<!just in )(?<!in this )(?<!in each )cases?": "person, or episode",
    r"case ?workers?": "connector, or worker",
    r"link workers?": "connector",
    r"(lonely|isolated) (people|person)|the lonely": "person, or what is meant",
    r"sufferers?|victims?|hard to reach": "person, or what is meant",
    r"(failed|refused) to (attend|engage)": "was not at home, or what happened",
    r"did not attend|dna|no.?shows?": "was not at home, or what happened",
    r"non.?(compliant|engag\w+)|disengaged": "what happened",
    r"beneficiar(y|ies)": "person",
    r"(the|our|frail) elderly": "older people, or what is meant",
    r"suffer(s|ing)? from": "has",
    r"onward referrals?": "signpost, or connection",
    r"assessments?": "conversation, or what is meant",
    r"discharged?": "goodbye, or ended",
    r"kpis?|metrics?": "figure",
}
ALLOWED_WORDS: dict[str, str] = {}
ALLOWED_INLINE: dict[str, str] = {}


def test_no_template_has_a_style_or_a_script_of_its_own():
    found = {}
    for path in templates():
        text = re.sub(r"{#.*?#}", "", path.read_text(), flags=re.S)
        for pattern, what in INLINE.items():
            if re.search(pattern, text, flags=re.I):
                found[name(path)] = what

    assert_only_allowed(found, ALLOWED_INLINE)


def test_no_template_says_a_word_that_we_avoid():
    found = {}
    for path in templates():
        text = words_of(path.read_text())
        for pattern, instead in AVOIDED.items():
            if match := re.search(rf"\b({pattern})\b", text, flags=re.I):
                found[f"{name(path)}: {match[0].lower()}"] = f"say {instead}"

    assert_only_allowed(found, ALLOWED_WORDS)


def words_of(template: str) -> str:
    """What a template says to people: text, labels and titles, and the texts given to macros."""
    text = re.sub(r"{#.*?#}", " ", template, flags=re.S)
    quoted = re.findall(r"(?:\"([^\"{}]* [^\"{}]*)\"|'([^'{}]* [^'{}]*)')", text)
    spoken = re.findall(r"(?:aria-label|title|alt|placeholder)=\"([^\"{}]*)\"", text)
    plain = re.sub(r"<[^>]*>|{{.*?}}|{%.*?%}", " ", text, flags=re.S)
    in_macros = [one or other for one, other in quoted if not re.search(r"[<>=/]", one or other)]
    return re.sub(r"\s+", " ", " . ".join([plain, *spoken, *in_macros]))
