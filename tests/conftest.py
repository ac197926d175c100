"""How hard the property tests try: `pytest --hypothesis-profile=thorough` tries 5,000 examples each."""

from hypothesis import HealthCheck, settings

# The suite gives the same answer every time; new examples are looked for by the thorough profile.
settings.register_profile(
    "suite",
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "thorough",
    max_examples=5_000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.load_profile("suite")
