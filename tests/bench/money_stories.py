"""Made-up flows of money: schemes of several kinds, and lawful ones that look alike. Synthetic, all of them."""

from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import NamedTuple

from monitor.record import SumKind

ENTRY = 100


class Move(NamedTuple):
    """A sum of yuan that moved after so many hours."""

    hour: float
    kind: SumKind
    member: str
    yuan: float


Story = Callable[[Random], list[Move]]
"""tells moves in any order"""


def _arrivals(random: Random, people: int, a_day: float, growth: float = 0.02) -> Iterator[tuple[float, str, float]]:
    """Yield when who comes in with how much, more and more a day."""
    hour = 0.0
    for number in range(people):
        hour += random.expovariate(a_day / 24 * (1 + growth) ** (hour / 24))
        yield hour, f"m{number}", ENTRY * random.choice((1, 1, 1, 2, 5))


def _as_far_as_it_goes(moves: list[Move]) -> list[Move]:
    """Leave out what could not be paid, for nothing but deposits is there."""
    balance, kept = 0.0, list[Move]()
    for move in sorted(moves):
        after = balance + (move.yuan if move.kind == "deposit" else -move.yuan)
        if after >= 0:
            balance = after
            kept.append(move)
    return kept


def high_yield(random: Random, rate: float, days: int, again: float = 0.3) -> list[Move]:
    """Pay *rate* a day and the deposit after *days*; *again* of the members then pay in once more; a tenth is taken."""
    moves: list[Move] = []
    for hour, who, yuan in _arrivals(random, 400, 4):
        end = hour + 24 * days
        moves += [Move(hour, "deposit", who, yuan), Move(hour + 0.1, "payout", "boss", yuan / 10)]
        moves += [Move(hour + 24 * day, "payout", who, rate * yuan) for day in range(1, days + 1)]
        moves += [Move(end, "payout", who, yuan)]
        moves += [Move(end + 1, "deposit", who, yuan)] * (random.random() < again)
    last = max(move.hour for move in moves if move.kind == "deposit")
    return _as_far_as_it_goes([move for move in moves if move.hour <= last])


def doubler(random: Random) -> list[Move]:
    """Pay one and a half times the entrance, in turn, as soon as it is there."""
    moves, waiting, balance = list[Move](), list[str](), 0.0
    for hour, who, _ in _arrivals(random, 400, 4):
        moves.append(Move(hour, "deposit", who, ENTRY))
        waiting.append(who)
        balance += 0.95 * ENTRY
        if balance >= 1.5 * ENTRY:
            moves.append(Move(hour + 0.1, "payout", waiting.pop(0), 1.5 * ENTRY))
            balance -= 1.5 * ENTRY
    return moves


def matrix(random: Random) -> list[Move]:
    """Hand each entrance to the three above at once, as Forsage did."""
    moves, above = list[Move](), dict[str, str]()
    people: list[str] = []
    for hour, who, _ in _arrivals(random, 400, 4):
        moves.append(Move(hour, "deposit", who, ENTRY))
        upper = above[who] = random.choice(people[-50:]) if people else ""
        for share in (50, 30, 15):
            if upper:
                moves.append(Move(hour + 0.1, "commission", upper, share))
                upper = above[upper]
        people.append(who)
    return moves


def circle(_: Random) -> list[Move]:
    """Lend in turns: a hundred friends pay in a month, one of them gets it."""
    paid = [Move(720 * month + n / 9, "deposit", f"m{n}", ENTRY) for month in range(12) for n in range(100)]
    return [*paid, *(Move(720 * month + 24, "payout", f"m{month}", 100 * ENTRY) for month in range(12))]


def raffles(random: Random) -> list[Move]:
    """Draw lots every week: most of a club's members buy a ticket, twelve of them win."""
    moves: list[Move] = []
    for week in range(10):
        players = random.sample(range(100 + 10 * week), 80)
        moves += [Move(168 * week + n / 4, "deposit", f"m{who}", 10) for n, who in enumerate(players)]
        moves += [Move(168 * week + 48, "payout", f"m{who}", 60) for who in random.sample(players, 12)]
    return moves


def market(random: Random) -> list[Move]:
    """Hold a bond of each seller, and each buyer's money for two days."""
    bonds = [Move(n / 9, "deposit", f"s{n}", ENTRY) for n in range(12)]
    sales = [(2 + n / 2, f"b{random.randrange(300)}", f"s{n % 12}") for n in range(800)]
    bought = [Move(hour, "deposit", buyer, 50) for hour, buyer, _ in sales]
    return [*bonds, *bought, *(Move(hour + 48, "payout", seller, 49) for hour, _, seller in sales)]


def refunds(_: Random) -> list[Move]:
    """Pay back the tickets of an event that is called off."""
    return [Move(n / 9 + 99 * late, ("deposit", "payout")[late], f"m{n}", 50) for late in (0, 1) for n in range(200)]


def fund(random: Random) -> list[Move]:
    """Invest for a year and pay 6 % out of earnings; some leave early."""
    moves: list[Move] = []
    for hour, who, yuan in _arrivals(random, 200, 2, 0):
        stays = random.choice((30, 365, 365, 365))
        moves += [
            Move(hour, "deposit", who, yuan),
            Move(hour + 24 * stays, "payout", who, (1 + 0.06 * stays / 365) * yuan),
        ]
    return moves


def direct_selling(random: Random) -> list[Move]:
    """Sell goods to customers through agents who paid for a starter kit, and pay who brought them 10 %, one level."""
    moves: list[Move] = []
    for number, (hour, who, _) in enumerate(_arrivals(random, 200, 2, 0)):
        moves.append(Move(hour, "deposit", who, ENTRY))
        moves.append(Move(hour + 1, "commission", f"m{random.randrange(number + 1)}", ENTRY / 10))
        moves += [Move(hour + 24 * day, "sale", f"c{number}", 60) for day in range(1, 6)]
        moves += [Move(hour + 24 * day + 1, "commission", who, 12) for day in range(1, 6)]
    return moves


SCHEMES: Mapping[str, Story] = {
    "10 % a day for 15 days": lambda random: high_yield(random, 0.1, 15),
    "20 % after a day": lambda random: high_yield(random, 0.2, 1),
    "1 % a day for 100 days": lambda random: high_yield(random, 0.01, 100),
    "doubler": doubler,
    "entrances up three levels": matrix,
}
LAWFUL: Mapping[str, Story] = {
    "lending circle": circle,
    "weekly raffles": raffles,
    "market with bonds": market,
    "refunds": refunds,
    "fund": fund,
    "direct selling": direct_selling,
}
