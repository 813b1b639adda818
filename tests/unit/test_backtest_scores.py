# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The stored scores of the balance's method: whole, and as honest as the figures are."""

from faglaert.balance.rows import score_rows, simulated_rows
from faglaert.definitions.backtest import backtest_scores, simulated_scores


def test_every_method_is_scored_at_every_horizon() -> None:
    by_test = {}
    for each in backtest_scores():
        by_test.setdefault((each.series, each.mode, each.ahead), set()).add(each.method)
    assert set(map(frozenset, by_test.values())) == {
        frozenset({"damped", "frozen", "drift", "linear", "bls", "mean"}),
    }


def test_what_only_a_distribution_has_stands_for_our_method() -> None:
    assert all((each.coverage80 is not None) == (each.method == "damped") for each in backtest_scores())


def test_given_totals_leave_no_bias() -> None:
    assert all(abs(each.bias) < 0.01 for each in backtest_scores() if each.mode == "conditional")


def test_scores_become_a_table() -> None:
    table = score_rows()
    assert table.height == len(backtest_scores())
    assert table["computed_on"].n_unique() == 1


def test_intervals_on_made_up_markets_cover_what_they_say() -> None:
    assert all(75 <= each.coverage80 <= 85 for each in simulated_scores())
    wide = ("supply", 6)  # the document says so
    assert all(45 <= each.coverage50 <= 55 for each in simulated_scores() if (each.quantity, each.ahead) != wide)
    assert all(abs(each.bias) < 0.5 for each in simulated_scores())


def test_a_shortage_on_made_up_markets_comes_as_often_as_was_said() -> None:
    """But for B2 a year ahead, where a shortage is rare and few markets fill a tenth; the document says so."""
    gaps = {(each.quantity, each.ahead): each.reliability_gap for each in simulated_scores()}
    held = {key: gap for key, gap in gaps.items() if key[0].startswith("B") and key != ("B2", 1)}
    assert len(held) == 17
    assert max(held.values()) <= 0.1


def test_scores_on_made_up_markets_are_called_synthetic() -> None:
    assert simulated_rows()["data_kind"].unique().to_list() == ["synthetic"]
