"""Two entries become one, with everything that hangs on them; and two again."""

import pytest

from alongside.casework.directory.actions import checking, entries, merging
from alongside.casework.directory.models import Activity, Organisation, Phone, Tag, Term

from . import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def two() -> tuple[Activity, Activity]:
    return made.activity("Choir", weekly="TU"), made.activity("The choir", weekly="WE")


def test_what_happened_moves_and_what_describes_it_stays_where_something_stands(
    two, ruth, aldermouth
):
    kept, gone = two
    Phone.objects.create(activity=gone, number="01632 960455")
    Tag.objects.create(activity=gone, term=Term.objects.create(name="singing"))
    checking.still_on(activity=gone, by=ruth)
    entries.tip(activity=gone, scheme=aldermouth, words="Side door", by=ruth)

    done = merging.merge(kept=kept, gone=gone, by=ruth)

    assert [time.byday for time in kept.times.all()] == ["TU"]
    assert kept.phones.get().number == "01632 960455"
    assert kept.tags.count() == kept.tips.count() == kept.checks.count() == 1
    assert (gone.times.count(), gone.checks.count()) == (1, 0)

    merging.unmerge(merge=done, by=ruth)
    merging.unmerge(merge=done, by=ruth)

    assert (kept.tips.count(), gone.tips.count()) == (0, 1)
    assert (kept.phones.count(), gone.phones.count()) == (0, 1)


def test_what_was_filled_in_stays_when_somebody_changed_it_since(two, ruth):
    kept, gone = two
    Activity.objects.filter(pk=gone.pk).update(description="We sing.", fees="Free")
    done = merging.merge(kept=kept, gone=gone, by=ruth)
    Activity.objects.filter(pk=kept.pk).update(description="We sing loudly.")

    merging.unmerge(merge=done, by=ruth)

    kept.refresh_from_db()
    assert (kept.description, kept.fees) == ("We sing loudly.", "")


def test_an_entry_is_not_merged_with_itself_or_twice(two, ruth):
    kept, gone = two
    with pytest.raises(merging.CannotMerge, match="one and the same"):
        merging.merge(kept=kept, gone=kept, by=ruth)
    merging.merge(kept=kept, gone=gone, by=ruth)

    with pytest.raises(merging.CannotMerge, match="merged already"):
        merging.merge(kept=gone, gone=kept, by=ruth)


def test_what_two_schemes_keep_to_themselves_is_not_mixed(two, ruth, aldermouth, elsewhere):
    kept, gone = two
    kept.only_for, gone.only_for = aldermouth, elsewhere
    kept.save()
    gone.save()

    with pytest.raises(merging.CannotMerge, match="Make one of them public first"):
        merging.merge(kept=kept, gone=gone, by=ruth)


def test_what_everybody_reads_does_not_go_into_what_one_scheme_keeps(two, ruth, aldermouth):
    kept, gone = two
    Activity.objects.filter(pk=kept.pk).update(only_for=aldermouth)

    with pytest.raises(merging.CannotMerge, match="Keep the one that everybody reads"):
        merging.merge(kept=kept, gone=gone, by=ruth)
    merging.merge(kept=gone, gone=kept, by=ruth)

    assert gone in Activity.objects.public()


def test_of_a_chain_the_last_is_undone_first(two, ruth):
    kept, gone = two
    first = merging.merge(kept=kept, gone=gone, by=ruth)
    merging.merge(kept=made.activity("Big choir"), gone=kept, by=ruth)

    with pytest.raises(merging.CannotMerge, match="Undo that one first"):
        merging.unmerge(merge=first, by=ruth)


def test_organisations_come_together_with_what_they_offer(ruth):
    choir, lunch = made.activity("Choir", by="Age Well"), made.activity("Lunch", by="AgeWell")
    kept, gone = choir.organisation, lunch.organisation
    Organisation.objects.filter(pk=gone.pk).update(website="https://example.org")

    done = merging.merge_organisations(kept=kept, gone=gone, by=ruth)
    kept.refresh_from_db()
    offered, website = kept.activities.count(), kept.website
    merging.unmerge(merge=done, by=ruth)

    kept.refresh_from_db()
    assert (offered, website) == (2, "https://example.org")
    assert (kept.activities.get(), kept.website) == (choir, "")


def test_of_a_chain_of_organisations_the_last_is_undone_first(ruth):
    one, two, three = (Organisation.objects.create(name=f"Voices {n}") for n in range(3))
    first = merging.merge_organisations(kept=two, gone=one, by=ruth)
    last = merging.merge_organisations(kept=three, gone=two, by=ruth)

    with pytest.raises(merging.CannotMerge):
        merging.merge_organisations(kept=three, gone=two, by=ruth)
    with pytest.raises(merging.CannotMerge, match="was merged itself since"):
        merging.unmerge(merge=first, by=ruth)
    merging.unmerge(merge=last, by=ruth)
    merging.unmerge(merge=first, by=ruth)

    assert not Organisation.objects.exclude(merged_into=None).exists()
