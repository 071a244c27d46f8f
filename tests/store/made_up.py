"""Reports made up by chance, small and full of what makes two ways of answering differ: claims worded anew, numbers off
by one, cut texts, other letters, missing dates, titles and scores, versions, copies."""

from pathlib import Path
from random import Random

METHODS = ("FASTT", "VA", "LAPT", "MBERT", "XLM-R", "Übermodel", "İSTAN-Net")
BENCHMARKS = ("MMLU", "BEIR", "XQuAD-R", "BIG-Bench")
PAPERS = (
    "Specializing Models: An Empirical Study",
    "specializing models: an empirical study.",
    "Über die Größe von Modellen",
    'On "Quotes", Tabs and\u2028Lines',
    "Zero-Shot Retrieval",
    "",
)
PHRASES = (
    "The approach improves retrieval on low-resource languages",
    "Σίσυφος und die STRASSE: ẞ is not ss",
    "Vocabulary augmentation offers an appealing balance",
    "The models do not generalise to unseen scripts",
)


def write(folder: Path, count: int, seed: int = 1) -> Path:
    """Fill a folder with reports."""
    chance = Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    texts: list[str] = []
    for number in range(count):
        text = chance.choice(texts) if texts and chance.random() < 0.03 else _report(chance, number)
        texts.append(text)
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    return folder


def _report(chance: Random, number: int) -> str:
    rows = [_row(chance) for _ in range(chance.randint(1, 12))]
    ticks = sum("\t✓\t" in row for row in rows)
    # Few titles and days, so that some reports are versions of one.
    title = "" if chance.random() < 0.03 else f"Report about things {chance.randint(0, count_of_titles(number))}"
    paper = chance.choice(PAPERS)
    day = f"June {chance.randint(24, 26)}, 2026" if chance.random() < 0.9 else ""
    examined = f"This paper examines: {paper}. " if paper else ""
    score = f" Quality review score: {chance.choice(('7.4', '8.0', '10', '0.5'))}/10." if chance.random() < 0.9 else ""
    counts = f"{len(rows)} claims extracted; {ticks} independently verified."
    references = chance.sample(("2106.09063v4", "2408.10536v1", "2503.20786v1", "hep-th/9901001"), chance.randint(0, 3))
    parts = [
        f"\n# {title}\n" if title else "\n",
        chance.choice(("Assignee Research\n", "assignee research\n", "")),
        f"{day}\n",
        f"## 1 Introduction\n\n{examined}Research question: {_question(chance)}\n",
        f"## 3 Results\n\n{chance.randint(3, 20)} papers retrieved. {counts if chance.random() < 0.8 else ''}{score}\n",
        "## 5 Extracted Claims\n\nClaim\tVerified\tConfidence\n" + "\n".join(rows) + "\n",
        "## References\n\n" + "\n".join(f"- <http://arxiv.org/abs/{each}>" for each in references) + "\n",
    ]
    return "\n".join(parts)


def count_of_titles(number: int) -> int:
    """How many titles there are to choose from by the time of a report."""
    return 5 + number // 2


def _question(chance: Random) -> str:
    return f"How does {chance.choice(METHODS)} do on the {chance.choice(BENCHMARKS)} benchmark?"


def _row(chance: Random) -> str:
    text = _numbers(chance) if chance.random() < 0.5 else chance.choice(PHRASES) + chance.choice(("", ".", " .", "!"))
    if chance.random() < 0.2:
        text = text.upper() if chance.random() < 0.5 else text.replace(" ", "  ")
    if chance.random() < 0.2:
        text = text[: chance.choice((60, 100, 119, 120))].rstrip()
    confidence = chance.choice(("0.1", "0.10", "0.57", "0.123456789012345678", "1", "0", "0.50"))
    return f"{text}\t{chance.choice('✓×')}\t{confidence}"


def _numbers(chance: Random) -> str:
    sign = chance.choice(("±", "$\\pm$"))
    values = [f"{60 + step}.5 {sign} 0.{step}0" for step in range(chance.randint(2, 8))]
    values.insert(chance.choice((0, 0, 2)), f"{chance.choice((92.43, 94.43, 61.85))} {sign} 0.16")
    where = chance.choice(("performance", "accuracy", f"accuracy on {chance.choice(BENCHMARKS)}"))
    return f"{chance.choice(METHODS)} achieves {', '.join(values[:-1])}, and {values[-1]} {where}."
