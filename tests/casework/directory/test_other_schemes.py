"""What one scheme keeps to itself is not read by another's workers, by whatever way round."""

import pytest
from django.test import Client
from django.utils import timezone

from alongside.casework.community import actions as community
from alongside.casework.directory.actions import merging
from alongside.casework.directory.models import Activity
from alongside.casework.signposting import actions as connections

from .. import made as people
from . import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_outsider(outsider) -> Client:
    client = Client()
    client.force_login(outsider)
    return client


@pytest.fixture
def kitchen(aldermouth):
    return made.activity("Maureen’s kitchen", only_for=aldermouth, by="Maureen Ashby")


def test_what_was_merged_away_is_named_to_none_of_them_and_undone_by_none(
    as_outsider, kitchen, ruth
):
    done = merging.merge(kept=made.activity("Lunch club"), gone=kitchen, by=ruth)

    page = as_outsider.get("/activities/alike/").content.decode()
    undone = as_outsider.post(f"/activities/alike/{done.pk}/undo/")

    done.refresh_from_db()
    assert "Maureen" not in page
    assert (undone.status_code, done.undone_at) == (404, None)


def test_organisations_side_by_side_offer_what_is_not_kept_from_who_looks(
    as_outsider, kitchen, ruth
):
    ours = kitchen.organisation
    one = made.activity("Lunch club", organisation=ours)
    other = made.activity("Lunch", by="Maureen Ashbey").organisation
    here = f"/activities/alike/organisations/{ours.pk}/{other.pk}/"

    page = as_outsider.get(here).content.decode()
    own = Client()
    own.force_login(ruth)

    assert one.name in page
    assert kitchen.name not in page
    assert kitchen.name in own.get(here).content.decode()


def test_organisations_of_nothing_but_what_is_kept_are_in_no_list_of_theirs(as_outsider, kitchen):
    other = made.activity("Lunch", by="Maureen Ashby").organisation
    here = f"/activities/alike/organisations/{kitchen.organisation_id}/{other.pk}/"

    page = as_outsider.get("/activities/alike/?what=organisations").content.decode()

    assert "Maureen" not in page
    assert as_outsider.get(here).status_code == 404


def test_the_ways_of_the_directory_lead_whoever_keeps_it_on_and_nobody_to_a_page_not_theirs(
    as_outsider, aldermouth
):
    clerk = Client()
    clerk.force_login(people.worker("Amina Yusuf", "administrator", aldermouth))

    typed = as_outsider.get("/connections/unlisted/").content.decode()
    checks = clerk.get("/activities/checks/").content.decode()

    assert "/activities/checks/" in typed
    assert "Only typed" in as_outsider.get("/activities/checks/").content.decode()
    assert clerk.get("/connections/unlisted/").status_code == 404
    assert "Only typed" not in checks


def test_what_another_scheme_has_made_its_own_since_is_named_beside_no_gap_or_connection(
    client, kitchen, elsewhere, ruth, aldermouth, pegs_episode
):
    Activity.objects.filter(pk=kitchen.pk).update(only_for=None, name="Lunch club")
    kitchen.refresh_from_db()
    made_on = {"by": ruth, "episode": pegs_episode}
    lunch = connections.connect(
        **made_on, activity=kitchen, destination="third_sector", made_on=timezone.localdate()
    )
    gap = community.open_gap(
        **made_on,
        scheme=aldermouth,
        need="eating_together",
        barrier="full",
        opened_on=timezone.localdate(),
        near={kitchen.pk: "full"},
    )
    client.force_login(ruth)
    addresses = (f"/gaps/{gap.pk}/", f"/connections/{lunch.pk}/")
    introduce = f"/connections/{lunch.pk}/introduce/"
    before = [client.get(one).content.decode() for one in addresses]

    Activity.objects.update(only_for=elsewhere, name="Vera’s kitchen", email="vera@example.org")

    assert all("Lunch club</a>" in page for page in before)
    for one in (*addresses, introduce):
        page = client.get(one)
        assert page.status_code == 200
        assert "vera" not in page.content.decode().lower()


def test_organisations_that_became_one_are_named_to_none_of_them_and_parted_by_none(
    as_outsider, kitchen, ruth
):
    lunch = made.activity("Lunch", by="Lunch trust").organisation
    done = merging.merge_organisations(kept=lunch, gone=kitchen.organisation, by=ruth)
    own = Client()
    own.force_login(ruth)

    for undone in (False, True):
        if undone:
            merging.unmerge(merge=done, by=ruth)
        assert "Maureen" not in as_outsider.get("/activities/alike/").content.decode()
        assert as_outsider.post(f"/activities/alike/{done.pk}/undo/").status_code == 404
        assert "Maureen Ashby" in own.get("/activities/alike/").content.decode()


def test_organisations_of_which_something_is_public_are_parted_by_anybody_who_keeps_entries(
    as_outsider, ruth
):
    kept, gone = (made.activity(name, by=name).organisation for name in ("Lunch", "Lunch club"))
    done = merging.merge_organisations(kept=kept, gone=gone, by=ruth)

    page = as_outsider.get("/activities/alike/").content.decode()
    as_outsider.post(f"/activities/alike/{done.pk}/undo/")

    done.refresh_from_db()
    assert "Lunch club" in page
    assert done.undone_at is not None
