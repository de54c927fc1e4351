"""The network of sources and targets: what it learns, and that what is written is what is read."""

from pathlib import Path

import numpy as np
import pytest

from nlp.choosing import Bars
from nlp.role_network import Network
from nlp.roles import RoleModel, RoleModelMissing, load_roles
from nlp.training.role_network import Choice, fit
from nlp.training.roles import write


def _choice(verb: str) -> Choice:
    """«suffers» has its subject as target, «acts» as source: neither the verb nor the place tells it alone."""
    suffers = verb == "suffers"
    right = np.array([[suffers, not suffers, False], [not suffers, suffers, False]])
    return Choice([f"verb={verb}"], [["none"], ["place=subject"], ["place=other"]], right)


@pytest.fixture(scope="module")
def network() -> Network:
    return fit([_choice(verb) for verb in ("acts", "suffers") for _ in range(2_000)])


def test_a_feature_that_all_share_turns_the_meaning_of_another(network: Network) -> None:
    rows = [["none"], ["place=subject"], ["place=other"]]
    acts, suffers = (network.chances([f"verb={verb}"], rows) for verb in ("acts", "suffers"))
    assert acts[0].argmax() == 1
    assert acts[1].argmax() == 0
    assert suffers[0].argmax() == 0
    assert suffers[1].argmax() == 1


def test_chances_of_a_side_sum_to_one_and_an_unknown_feature_says_nothing(network: Network) -> None:
    rows = [["none"], ["place=subject"]]
    chances = network.chances(["verb=acts"], rows)
    assert chances.sum(axis=1) == pytest.approx([1.0, 1.0])
    assert network.chances(["verb=acts", "never=seen"], [["none", "nor=this"], rows[1]]) == pytest.approx(chances)


def test_learning_is_repeatable() -> None:
    choices = [_choice(verb) for verb in ("acts", "suffers") for _ in range(50)]
    assert np.array_equal(fit(choices).table, fit(choices).table)


def test_vectors_tell_apart_what_has_the_same_features(tmp_path: Path) -> None:
    """Beside two words with one and the same features, the vectors alone say which acts; and they are written too."""
    rows, vectors = [["none"], ["word"], ["word"]], np.array([[0, 0], [1, 0], [0, 1]], dtype=np.float32)
    right = np.array([[False, True, False], [False, False, True]])
    choices = [Choice(["verb=acts"], rows, right, vectors)] * 2_000
    learned = RoleModel(fit(choices), Bars(1, 1, 1), Bars(1, 1, 1))
    write(learned, learned.source_bars, learned.target_bars, tmp_path / "roles.npz")
    read = load_roles(tmp_path / "roles.npz").network
    for network in (learned.network, read):
        assert network.chances(["verb=acts"], rows, vectors).argmax(axis=1).tolist() == [1, 2]
        assert network.chances(["verb=acts"], rows, vectors[[0, 2, 1]]).argmax(axis=1).tolist() == [2, 1]


def test_what_is_written_is_read_in_half_precision(network: Network, tmp_path: Path) -> None:
    path = tmp_path / "roles.npz"
    write(RoleModel(network, Bars(1, 1, 1), Bars(1, 1, 1)), Bars(0.5, 0.6, 0.1), Bars(0.7, 0.8, 0.2), path)
    read = load_roles(path)
    assert (read.source_bars, read.target_bars) == (Bars(0.5, 0.6, 0.1), Bars(0.7, 0.8, 0.2))
    rows = [["none"], ["place=subject"]]
    expected = network.chances(["verb=acts"], rows)
    assert read.network.chances(["verb=acts"], rows) == pytest.approx(expected, abs=0.01)


def test_weights_that_cannot_be_read_name_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "roles.npz"
    path.write_bytes(b"no archive")
    with pytest.raises(RoleModelMissing, match=r"nlp\.training roles"):
        load_roles(path)
