"""All trees at once say what each says alone."""

from hypothesis import given
from hypothesis import strategies as st

from graph.forest import Forest
from graph.shape.features import features
from graph.shape.survey import survey
from tests.graph.reference import Edge, forest_of

names = st.sampled_from([f"m{number}" for number in range(60)])


@given(st.lists(st.tuples(names, names), max_size=120))
def test_the_survey_is_the_features_of_every_tree(edges: list[Edge]) -> None:
    forest = forest_of(edges)
    seen = survey(forest)
    assert seen.roots.tolist() == list(forest.trees)
    for place, root in enumerate(forest.trees):
        alone = features(forest, root)
        assert {name: column[place] for name, column in seen._asdict().items() if name != "roots"} == {
            "people": alone.people,
            "tiers": alone.tiers,
            "depth_ratio_pm": alone.depth_ratio_pm,
            "recruiter_share_pm": alone.recruiter_share_pm,
            "top_recruiter_share_pm": alone.top_recruiter_share_pm,
            "shape_features": alone.shape_features,
        }


def test_an_empty_forest_has_nothing_to_survey() -> None:
    assert len(survey(Forest()).roots) == 0
