"""What to review first, and what was corrected."""

from graph.ask.given import Call, Given, ended, limits, parameters, place, say
from graph.ask.reading import Reading
from graph.ask.rows import MOST, fact_row
from graph.ask.wording import Language
from graph.index.relation import RelationIndex
from graph.questions.to_review import ReviewFilter, to_review


def reviewed(index: RelationIndex, reading: Reading, language: Language) -> Given:
    """Return the facts that move most and were not reviewed, or those that a correction changed or confirmed."""
    wanted, done = limits(reading), reading.frame.name == "corrected"
    found = to_review(index, ReviewFilter(place=place(reading), limits=wanted, reviewed=done))
    chosen = found.numbers[:MOST].tolist()
    lines = index.facts(chosen)
    rows = tuple(
        {**fact_row(line), "impact": found.impact(number).score} for line, number in zip(lines, chosen, strict=True)
    )
    total = len(found.numbers)
    said = [f"“{line['evidence']['quote']}”({row['impact']})" for line, row in zip(lines, rows, strict=True)]
    start = (
        say(language, "影响最大的先复核:", "Those that move most first: ")
        if not done
        else say(language, f"{total}条事实经过更正或确认:", f"{total} facts were corrected or confirmed: ")
    )
    if not rows:
        return Given(say(language, "没有事实被更正过。", "No fact was corrected.") if done else "", ())
    call = Call("corrections") if done else Call("review", tuple(parameters(wanted)))
    return Given(start + ended(said, language, total), rows, tuple(line["id"] for line in lines), call, total=total)
