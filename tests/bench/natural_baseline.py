"""Derive the shipped baseline of natural trees: `python -m tests.bench.natural_baseline [FOLDER]`.

Writes `graph/shape/natural.json`: quantiles of the shape features by size class, and what they are derived from.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import get_args

import msgspec

from graph.forest import Forest, Outcome
from graph.shape import natural
from graph.shape.features import TreeFeatures, features
from graph.shape.natural import LEAST_TREES, Baseline, Feature, SizeClass, Source
from tests.bench.natural_trees import CAMPAIGN, CASCADES, DATA, is_there, natural_trees
from tests.graph.schemes import Invite

SIZES = tuple(30 * 2**doubling for doubling in range(8))
LEVELS_PM = (1, 2, 5, 10, 20, *range(50, 1000, 50), 980, 990, 995, 998, 999)
FEATURES: tuple[Feature, ...] = get_args(Feature)
SOURCES = {
    CASCADES: Source(
        name="Twitter15 (Ma, Gao and Wong 2017)",
        what="retweet cascades: who retweeted from whom",
        licence="none stated; quantiles only",
        trees=0,
    ),
    CAMPAIGN: Source(
        name="Astar crowdloan (substrate-cli)",
        what="one lawful paid one-tier referral campaign: referrers and those they brought",
        licence="MIT",
        trees=0,
    ),
}


def states(invites: Iterable[Invite], sizes: Sequence[int] = SIZES) -> dict[int, TreeFeatures]:
    """Return a tree as it was when it first had each of *sizes*, or more but not twice as many."""
    forest, found = Forest(), dict[int, TreeFeatures]()
    for invite in invites:
        if forest.add(invite.inviter, invite.member) in {Outcome.linked, Outcome.merged}:
            root = forest.root(forest.number(invite.member))
            reached = max((size for size in sizes if size <= forest.size[root] < 2 * size), default=0)
            if reached and reached not in found:
                found[reached] = features(forest, root)
    return found


def quantile(ordered: Sequence[int], level_pm: int) -> int:
    """Return the least of the *ordered* values that *level_pm* of 1,000 of them do not exceed."""
    return ordered[-(-level_pm * len(ordered) // 1000) - 1]


def size_class(people: int, trees: Sequence[TreeFeatures]) -> SizeClass:
    """Return the quantiles of *trees*, which are of about *people*."""
    values: dict[Feature, list[int]] = {name: sorted(getattr(tree, name) for tree in trees) for name in FEATURES}
    return SizeClass(
        people, len(trees), {name: [quantile(each, level) for level in LEVELS_PM] for name, each in values.items()}
    )


def baseline(folder: Path) -> Baseline:
    """Return what the trees in *folder* come to; classes of too few trees are left out."""
    counts: Counter[str] = Counter()
    by_size: dict[int, list[TreeFeatures]] = defaultdict(list)
    for tree in natural_trees(folder):
        counts[tree.source] += 1
        for size, state in states(tree.invites).items():
            by_size[size].append(state)
    return Baseline(
        sources=[msgspec.structs.replace(source, trees=counts[file]) for file, source in SOURCES.items()],
        levels_pm=list(LEVELS_PM),
        classes=[size_class(size, by_size[size]) for size in SIZES if len(by_size[size]) >= LEAST_TREES],
    )


def main(folder: Path) -> None:
    """Write the baseline, or say that there is nothing to derive it from."""
    if not is_there(folder):
        print(f"{folder}: no trees here; nothing is derived")
        return
    found = baseline(folder)
    text = msgspec.json.encode(found).replace(b'{"people"', b'\n{"people"')  # a class a line, to be compared
    Path(natural.__file__).with_name("natural.json").write_bytes(text + b"\n")
    for each in found.classes:
        print(f"{each.people:>6} people: {each.trees} trees")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA)
