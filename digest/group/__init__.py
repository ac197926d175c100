"""articles -> stories -> sections: which articles tell one event, where it belongs, what enters.

The decision itself is `digest.group.grouping`, which who only prints or reads issues does not wait for.
"""
