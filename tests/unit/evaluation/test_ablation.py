"""What each part of our classifier adds."""

from __future__ import annotations

import numpy as np

from attachment_guide.nlu.encoder import DIMENSION
from evaluation.peers import ablation
from evaluation.peers.tables import ablation_lines
from evaluation.sets.cases import Question


def test_every_variant_of_the_ablation() -> None:
    labels = ["symptoms/children", "about/brain", "about/definition"]
    words = ["child kid", "brain head", "meaning term"]
    chance = np.random.default_rng(0)
    vectors = np.repeat(chance.normal(size=(3, DIMENSION)), 4, axis=0)
    train = ablation.Examples([text for text in words for _ in range(4)], vectors)
    test = ablation.Examples(["a child"], vectors[:1])
    names = [label for label in labels for _ in range(4)]
    rankings = dict(ablation.run(train, names, test))
    assert len(rankings) == len(ablation.VARIANTS)
    assert all(ranking[0][0] == "symptoms/children" for ranking in rankings.values())
    asked = [Question("child a", "lay", ("symptoms/children",))]
    table = list(ablation_lines({name: list(map(list, r)) for name, r in rankings.items()}, asked))
    assert len(table) == 2 + len(rankings)
    assert all("| 100.0 %" in row for row in table[2:])


def test_without_vectors_a_variant_sees_a_constant() -> None:
    alone = next(v for v in ablation.VARIANTS if v.vectors == ablation.NONE)
    assert not alone.select(np.ones((2, DIMENSION))).any()
