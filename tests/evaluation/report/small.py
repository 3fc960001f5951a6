"""A small document with one of everything in it."""

from __future__ import annotations

from alongside.evaluation.report.charts.chart import Chart
from alongside.evaluation.report.document import (
    Bullets,
    Document,
    Formula,
    KeyFinding,
    KeyFindings,
    Link,
    Note,
    Picture,
    Prose,
    Section,
    Sure,
    Table,
)

TRICKS = '#read("/etc/passwd") *Bold* $x$ <b> "quoted" \\ [one] =HYPERLINK(1)'


def svg(width: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 100" width="{width}" '
        'height="100"><rect width="300" height="60" fill="#0b5563"/>'
        '<text x="20" y="40" font-family="Atkinson Hyperlegible" font-size="17">Less, 69%</text>'
        "</svg>"
    )


CHANGE = Table(
    "change",
    "Change in loneliness",
    ("Change", "People", "Share", "95% interval"),
    (
        ("Less lonely", "566", "69%", "66% to 72%"),
        ("The same", "221", "27.0%", "24% to 30%"),
        ("All", "1,820", "", ""),
    ),
    (False, True, True, True),
    frozenset({2}),
    ("wilson", "wilson", ""),
)
SCHEMES = Table(
    "schemes",
    "Schemes side by side",
    ("Scheme", "Worth"),
    ((TRICKS, "£4,692,000"), ("=1+1", "2.04"), *((f"Scheme {n}", str(n)) for n in range(60))),
    (False, True),
)
CHART = Chart(
    "three-shares",
    "Over two thirds were less lonely",
    "820 people asked at the start and at the end",
    "A bar in three parts: 69% less lonely, 27% the same, 4% more.",
    svg(1100),
    svg(360),
    CHANGE,
)
ONE = ("One.",)
LESS = KeyFinding("69%", "of 820 people", "Less lonely", "566 of 820, 69%.", False, "wilson")
AGAIN = KeyFinding("39%", "of 71 people", "Lonely again", "28 of 71, 39%.", True, "")


def document(banner: str = "Not for publication.") -> Document:
    return Document(
        title="What the service did",
        lead="Over two thirds were less lonely.",
        made="Made on 22 November 2026.",
        banner=banner,
        sections=(
            Section("key", "Key findings", "", (KeyFindings((LESS, AGAIN)),)),
            Section(
                "loneliness", "Loneliness", "On 820 people", (Picture(CHART), Prose(("One.",)))
            ),
            Section("schemes", "Schemes: side by side?", "", (SCHEMES,)),
            Section("methods", "Methods", "", (Bullets((TRICKS, "Two")),)),
            Section(
                "method-wilson",
                "Interval of a share",
                "",
                (Note("Limits", ("Of a note.",)), Formula("p + z²/2n")),
                level=3,
            ),
        ),
        how_sure=(
            Sure("Most are missing.", "820 of 5,787.", Link("Who is missing", "#loneliness")),
            Sure("Few were asked later.", "71."),
        ),
        links=(
            Link("Interval", "#method-wilson"),
            Link("Tables", "tables.xlsx"),
            Link("Gone", "#gone"),
        ),
    )
